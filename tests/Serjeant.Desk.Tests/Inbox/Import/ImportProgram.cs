using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Desk.Tests.Support;
using Serjeant.Shell.Hosting;

namespace Serjeant.Desk.Tests.Inbox.Import;

/// <summary>The real program as a process of its own, on a test desk's data, to be killed as a power cut would.</summary>
internal sealed class ImportProgram : IDisposable
{
    private readonly Process process;

    private ImportProgram(Process process) => this.process = process;

    public static ImportProgram Start(TestDesk desk, params string[] words)
    {
        var options = desk.App.Services.GetRequiredService<DeskOptions>();
        string[] database = options.Postgres is null ? [] : ["--db", options.Postgres];
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "serjeant.dll"), .. words, "--data", desk.DataFolder, .. database])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(info)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ImportProgram(process);
    }

    public bool IsRunning => !process.HasExited;

    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async Task<int> EndAsync(CancellationToken cancel)
    {
        await process.WaitForExitAsync(cancel);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (IsRunning)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
