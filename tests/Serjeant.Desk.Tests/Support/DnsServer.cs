using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Serjeant.Outside.Lookups;

namespace Serjeant.Desk.Tests.Support;

/// <summary>A name server of the test's own on loopback: Debian's dnsmasq, knowing only what the test says.</summary>
internal sealed class DnsServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;

    private DnsServer(Process process, string folder, IPEndPoint address) => (this.process, this.folder, Address) = (process, folder, address);

    public IPEndPoint Address { get; }

    /// <param name="records">Lines of dnsmasq's configuration.</param>
    public static async Task<DnsServer> StartAsync(string records)
    {
        var folder = Directory.CreateTempSubdirectory("serjeant-dns-").FullName;
        using var free = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var address = (IPEndPoint)free.Client.LocalEndPoint!;
        free.Close();
        await File.WriteAllTextAsync(folder + "/dnsmasq.conf", $"""
            port={address.Port}
            listen-address=127.0.0.1
            bind-interfaces
            no-resolv
            no-hosts
            no-poll
            user=
            pid-file={folder}/pid
            local=/example/
            local=/arpa/
            {records}

            """);
        var process = Process.Start(new ProcessStartInfo("/usr/sbin/dnsmasq", ["--keep-in-foreground", "--conf-file=" + folder + "/dnsmasq.conf"]) { RedirectStandardError = true })!;
        var server = new DnsServer(process, folder, address);
        var names = new DomainNames(address);
        for (var i = 0; i < 50; i++)
        {
            if (process.HasExited)
                throw new InvalidOperationException("dnsmasq said: " + await process.StandardError.ReadToEndAsync());
            if ((await names.TextsAsync("is-it-there.example", CancellationToken.None)).State == DnsState.NoSuchName)
                return server;
            await Task.Delay(100);
        }
        throw new InvalidOperationException("dnsmasq did not answer");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
