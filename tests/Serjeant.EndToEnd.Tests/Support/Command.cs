using System.Diagnostics;

namespace Serjeant.EndToEnd.Tests.Support;

/// <summary>A command of the program, run to its end.</summary>
internal static class Command
{
    public static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "serjeant.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SERJEANT_TEST_NO_SANDBOX"] = "1" },
        };
        using var process = Process.Start(info)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
