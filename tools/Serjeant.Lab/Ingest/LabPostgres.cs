using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Serjeant.Lab.Ingest;

/// <summary>A PostgreSQL server of the lab's own with Debian's settings, on loopback, gone afterwards. As root it is run as the user <c>postgres</c>.</summary>
internal sealed class LabPostgres : IAsyncDisposable
{
    private readonly string folder;
    private readonly int port;

    private LabPostgres(string folder, int port)
    {
        this.folder = folder;
        this.port = port;
    }

    private static string Binaries => Directory.GetDirectories("/usr/lib/postgresql").Order().Last() + "/bin";

    private static string[] As => Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--"] : [];

    public static bool IsHere => Directory.Exists("/usr/lib/postgresql");

    public string Connection(string database) => $"Host=127.0.0.1;Port={port};Username=postgres;Database={database}";

    public static async Task<LabPostgres> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("serjeant-lab-").FullName;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        if (As.Length > 0)
            await RunAsync("chown", "postgres", folder);
        await RunAsync([.. As, Binaries + "/initdb", "-D", folder + "/data", "-U", "postgres", "-A", "trust"]);
        await RunAsync([.. As, Binaries + "/pg_ctl", "-D", folder + "/data", "-w", "-l", folder + "/log",
            "-o", $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}", "start"]);
        return new LabPostgres(folder, port);
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync([.. As, Binaries + "/pg_ctl", "-D", folder + "/data", "-m", "immediate", "stop"]);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task RunAsync(params string[] words)
    {
        // Output goes nowhere through a shell: pg_ctl's server would keep a pipe open for ever.
        var line = string.Join(' ', words.Select(w => $"'{w}'")) + " > /dev/null 2>&1";
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", line]))!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{words[^1]} of PostgreSQL failed.");
    }
}
