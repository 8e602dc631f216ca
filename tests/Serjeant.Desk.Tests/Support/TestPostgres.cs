using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Serjeant.Desk.Tests.Support;

/// <summary>
/// A PostgreSQL server of the tests' own, from Debian's binaries, on loopback. It refuses to run as root, so as root it is
/// run as the user <c>postgres</c>.
/// </summary>
internal static class TestPostgres
{
    private static readonly Lazy<Task<int>> Port = new(StartAsync);

    public static async Task<string> ConnectionAsync(string database) =>
        $"Host=127.0.0.1;Port={await Port.Value};Username=postgres;Database={database};Include Error Detail=true";

    /// <summary>Nothing of it has to outlive the run: a database is made and dropped for each desk, and that is what costs.</summary>
    private const string Forgetful = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off";

    private static async Task<int> StartAsync()
    {
        var binaries = Directory.GetDirectories("/usr/lib/postgresql").Order().Last() + "/bin";
        var folder = Directory.CreateDirectory(Path.Combine(Place(), $"serjeant-postgres-{Guid.NewGuid():N}")).FullName;
        var port = FreePort();
        if (Environment.UserName == "root")
            await RunAsync("chown", "postgres", folder);
        await RunAsync([.. As(), binaries + "/initdb", "-D", folder + "/data", "-U", "postgres", "-A", "trust", "--no-sync"]);
        await RunAsync([.. As(), binaries + "/pg_ctl", "-D", folder + "/data", "-w", "-l", folder + "/log",
            "-o", $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=200 {Forgetful}", "start"]);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            using var stop = Process.Start(Command([.. As(), binaries + "/pg_ctl", "-D", folder + "/data", "-m", "immediate", "stop"]))!;
            stop.WaitForExit(TimeSpan.FromSeconds(20));
            Directory.Delete(folder, recursive: true);
        };
        return port;
    }

    /// <summary>Memory where there is enough of it: thousands of files are made and removed for each database.</summary>
    private static string Place() => Directory.Exists("/dev/shm") && new DriveInfo("/dev/shm").AvailableFreeSpace > 2L << 30 ? "/dev/shm" : Path.GetTempPath();

    private static string[] As() => Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--"] : [];

    private static async Task RunAsync(params string[] words)
    {
        using var process = Process.Start(Command(words))!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', words)} said: {said}");
    }

    private static ProcessStartInfo Command(string[] words) =>
        new(words[0], words[1..]) { RedirectStandardError = true, RedirectStandardOutput = false };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
