using System.Diagnostics;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.TimeStamps;

/// <summary>The openssl program, run in a folder.</summary>
internal static class OpenSsl
{
    public static (int Code, string Said) Try(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, said);
    }

    public static void Run(string folder, params string[] arguments)
    {
        var (code, said) = Try(folder, arguments);
        code.ShouldBe(0, $"openssl {string.Join(' ', arguments)}: {said}");
    }
}
