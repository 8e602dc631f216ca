using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Serjeant.EndToEnd.Tests.Support;

/// <summary>The real program, started as a person starts it: its own process, its own data folder, a real port.</summary>
public sealed class DeskProcess : IAsyncDisposable
{
    private readonly StringBuilder said = new();
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool ownsFolder;
    private Process process;

    private DeskProcess(string folder, string address, bool ownsFolder, string[] arguments)
    {
        Folder = folder;
        Address = address;
        this.ownsFolder = ownsFolder;
        process = Start(arguments);
    }

    public string Folder { get; }
    public string Address { get; }

    /// <summary>All that the program has printed.</summary>
    public string Said
    {
        get
        {
            lock (said)
                return said.ToString();
        }
    }

    public static async Task<DeskProcess> StartAsync(string? folder = null, string? address = null, params string[] arguments)
    {
        var desk = new DeskProcess(
            folder ?? Directory.CreateTempSubdirectory("serjeant-e2e-").FullName, address ?? $"http://localhost:{FreePort()}", folder is null, arguments);
        var first = await Task.WhenAny(desk.open.Task, desk.process.WaitForExitAsync(), Task.Delay(TimeSpan.FromMinutes(2)));
        return first == desk.open.Task ? desk : throw new InvalidOperationException($"The desk did not open. It said:\n{desk.Said}");
    }

    /// <summary>The one-time link that the first start prints, a moment after it is open.</summary>
    public async Task<string> SetUpLinkAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            if (Said.Split('\n')[..^1].SelectMany(line => line.Split(' ')).FirstOrDefault(word => word.Contains("/set-up/", StringComparison.Ordinal)) is { } link)
                return link.Trim();
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }

    /// <summary>Ends it as a power cut would.</summary>
    /// <param name="alone">Only the program itself, as <c>kill -9</c> does: what it started has to notice.</param>
    public async Task KillAsync(bool alone = false)
    {
        process.Kill(entireProcessTree: !alone);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
        if (ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Process Start(string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "serjeant.dll");
        var info = new ProcessStartInfo("dotnet", [program, "serve", "--data", Folder, "--urls", Address, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // It lives for seconds: compiling what is called often a second time, better, takes longer than it saves.
            Environment = { ["SERJEANT_TEST_NO_SANDBOX"] = "1", ["DOTNET_TC_CallCountThreshold"] = "1000" },
        };
        process = Process.Start(info)!;
        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) => Hear(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (said)
            said.AppendLine(line);
        if (line.Contains("press Ctrl+C", StringComparison.OrdinalIgnoreCase) || line.Contains("Serjeant is open", StringComparison.Ordinal))
            open.TrySetResult();
    }
}
