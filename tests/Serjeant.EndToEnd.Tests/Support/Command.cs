using System.Diagnostics;

namespace Serjeant.EndToEnd.Tests.Support;

/// <summary>A command of the program, run to its end.</summary>
internal static class Command
{
    public static Task<(int Code, string Said)> RunAsync(params string[] arguments) => TypeAsync("", arguments);

    /// <param name="typed">What a person types at the terminal.</param>
    public static async Task<(int Code, string Said)> TypeAsync(string typed, params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(typed);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    /// <summary>Starts a command and ends it as <c>kill -9</c> does.</summary>
    /// <param name="hasBegun">Asked until it is so, or the command has ended by itself.</param>
    /// <param name="after">How long after that.</param>
    /// <returns>False when it had ended by itself.</returns>
    public static async Task<bool> KillAsync(Func<bool> hasBegun, TimeSpan after, params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!process.HasExited && !hasBegun())
            await Task.Delay(1);
        using var moment = new CancellationTokenSource(after);
        await process.WaitForExitAsync(moment.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (process.HasExited)
            return false;
        process.Kill();
        await process.WaitForExitAsync();
        return true;
    }

    private static Process Start(string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "serjeant.dll"), .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["SERJEANT_TEST_NO_SANDBOX"] = "1" },
    })!;
}
