using System.Globalization;

namespace Serjeant.Lab.Ingest;

/// <summary>A process's resident memory as Linux tells it, in MB.</summary>
internal static class Memory
{
    public static double Now(int process) => Field(process, "VmRSS:");

    public static double Most(int process) => Field(process, "VmHWM:");

    private static double Field(int process, string name)
    {
        var path = FormattableString.Invariant($"/proc/{process}/status");
        var line = File.Exists(path) ? File.ReadLines(path).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal)) : null;
        return line is null ? double.NaN : double.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }
}
