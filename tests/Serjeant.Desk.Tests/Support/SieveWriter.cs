using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Serjeant.Outside.Mailboxes;

namespace Serjeant.Desk.Tests.Support;

/// <summary>Puts scripts into an account over ManageSieve, so that the real server has judged them to be scripts.</summary>
internal static class SieveWriter
{
    public static async Task PutAsync(this MailServers servers, string user, string name, string script, bool active)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", servers.SievePort);
        var open = new SieveWire(client.GetStream());
        await open.ReadAsync(CancellationToken.None);
        await SayAsync(open, "STARTTLS");
        await using var tls = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("127.0.0.1");
        var wire = new SieveWire(tls);
        await wire.ReadAsync(CancellationToken.None);
        await SayAsync(wire, $"AUTHENTICATE \"PLAIN\" \"{Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{MailServers.Password}"))}\"");
        await SayAsync(wire, $"PUTSCRIPT \"{Escaped(name)}\" {{{Encoding.UTF8.GetByteCount(script)}+}}\r\n{script}");
        if (active) await SayAsync(wire, $"SETACTIVE \"{Escaped(name)}\"");
    }

    private static string Escaped(string name) => name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static async Task SayAsync(SieveWire wire, string line)
    {
        await wire.SendAsync(line, CancellationToken.None);
        var answer = await wire.ReadAsync(CancellationToken.None);
        if (answer.Status != "OK") throw new InvalidOperationException($"{line.Split('\r')[0]}: {answer.Said} {string.Join(' ', answer.Lines.SelectMany(l => l))}");
    }
}
