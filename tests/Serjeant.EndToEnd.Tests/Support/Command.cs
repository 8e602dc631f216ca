using System.Diagnostics;

namespace Serjeant.EndToEnd.Tests.Support;

/// <summary>A command of the program, run to its end.</summary>
internal static class Command
{
    public static Task<(int Code, string Said)> RunAsync(params string[] arguments) => TypeAsync("", arguments);

    /// <param name="typed">What a person types at the terminal.</param>
    public static async Task<(int Code, string Said)> TypeAsync(string typed, params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "serjeant.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SERJEANT_TEST_NO_SANDBOX"] = "1" },
        };
        using var process = Process.Start(info)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(typed);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
