using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Serjeant.Workers;

/// <summary>
/// The name under which this process holds leases: machine, process and when it started. Another process on the same machine
/// can tell that the holder is gone and need not wait for the lease to run out.
/// </summary>
public static class WorkerName
{
    public static string Mine { get; } = Of(Process.GetCurrentProcess());

    /// <summary>A name for one of several workers in this process, so that they don't take each other's work.</summary>
    public static string Slot(int number) => string.Create(CultureInfo.InvariantCulture, $"{Mine}#{number}");

    /// <summary>True only where it is certain: a process of this machine that no longer runs.</summary>
    public static bool IsGone(string name)
    {
        name = name.Split('#')[0];
        var parts = name.Split('/');
        if (parts.Length != 3 || parts[0] != Environment.MachineName || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out var id))
            return false;
        try
        {
            using var process = Process.GetProcessById(id);
            return Of(process) != name;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }

    // Rounded to seconds: the operating system's reckoning of a start differs by some milliseconds from one reading to the next.
    private static string Of(Process process) => string.Create(CultureInfo.InvariantCulture,
        $"{Environment.MachineName}/{process.Id}/{new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000.0:F0}");
}
