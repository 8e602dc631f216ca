using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Serjeant.Mail.Forwarding;
using Serjeant.Outside.Capture.Network;

namespace Serjeant.Outside.Mailboxes;

/// <summary>
/// Reads an account's Sieve scripts over ManageSieve (RFC 5804): always encrypted, to vetted addresses, never changing anything. No package for .NET speaks it.
/// </summary>
public sealed class ManageSieve(AddressGuard guard, MailTrust trust)
{
    public const int UsualPort = 4190;
    public const int MostScripts = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <exception cref="MailboxException">It can't be reached, is not what it should be, or lets nobody in.</exception>
    public async Task<IReadOnlyList<SieveSource>> ReadAsync(MailServer server, MailLogin login, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(login);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        stop.CancelAfter(Patience);
        try
        {
            using var socket = await MailConnections.ConnectAsync(guard, server, stop.Token);
            await using var plain = new NetworkStream(socket, ownsSocket: false);
            return await TalkAsync(plain, server, login, stop.Token);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new MailboxException($"{server.Host} did not answer in time", e);
        }
        catch (System.Security.Authentication.AuthenticationException e)
        {
            throw new MailboxException($"{server.Host} has no certificate for this name that this computer trusts", e);
        }
        catch (Exception e) when (MailboxException.Of(e, server.Host) is { } told)
        {
            throw told;
        }
    }

    private async Task<IReadOnlyList<SieveSource>> TalkAsync(Stream plain, MailServer server, MailLogin login, CancellationToken cancel)
    {
        if (server.StartTls)
        {
            var open = new SieveWire(plain);
            var greeting = Good(await open.ReadAsync(cancel), server, "greets with a refusal");
            if (!Offers(greeting, "STARTTLS")) throw new MailboxException($"{server.Host} does not offer encryption on this port");
            await open.SendAsync("STARTTLS", cancel);
            Good(await open.ReadAsync(cancel), server, "refuses encryption");
            // What was sent along unencrypted is nobody's word (RFC 5804 §2.2).
            if (open.HasMore) throw new MailboxException($"Somebody between here and {server.Host} meddles with the connection");
        }
        await using var tls = new SslStream(plain, leaveInnerStreamOpen: true, trust.Holds);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host }, cancel);
        var wire = new SieveWire(tls);
        var offers = Good(await wire.ReadAsync(cancel), server, "greets with a refusal");
        await SignInAsync(wire, offers, server, login, cancel);
        await wire.SendAsync("LISTSCRIPTS", cancel);
        var scripts = new List<SieveSource>();
        foreach (var line in Good(await wire.ReadAsync(cancel), server, "does not list its scripts").Lines.Where(l => l.Count > 0).Take(MostScripts))
        {
            if (line[0].Any(char.IsControl)) continue;
            await wire.SendAsync($"GETSCRIPT \"{line[0].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"", cancel);
            var answer = Good(await wire.ReadAsync(cancel), server, "does not show a script");
            scripts.Add(new SieveSource(line[0], answer.Lines.FirstOrDefault()?.FirstOrDefault() ?? "", line.Skip(1).Any(w => w.Equals("ACTIVE", StringComparison.OrdinalIgnoreCase))));
        }
        await wire.SendAsync("LOGOUT", cancel);
        return scripts;
    }

    private static async Task SignInAsync(SieveWire wire, SieveAnswer offers, MailServer server, MailLogin login, CancellationToken cancel)
    {
        var ways = (offers.Lines.FirstOrDefault(l => l.Count > 1 && l[0].Equals("SASL", StringComparison.OrdinalIgnoreCase))?[1] ?? "").ToUpperInvariant().Split(' ');
        string way, proof;
        if (login.Token is { } fetch)
        {
            var token = await fetch(cancel);
            way = ways.Contains("OAUTHBEARER") ? "OAUTHBEARER" : "XOAUTH2";
            // RFC 7628 §3.1, and Google's older form of it.
            proof = way == "OAUTHBEARER" ? $"n,a={login.User},\u0001auth=Bearer {token}\u0001\u0001" : $"user={login.User}\u0001auth=Bearer {token}\u0001\u0001";
        }
        else
        {
            (way, proof) = ("PLAIN", $"\0{login.User}\0{login.Password}"); // RFC 4616
        }
        if (!ways.Contains(way)) throw new MailboxException($"{server.Host} offers no way of signing in that the desk knows");
        await wire.SendAsync($"AUTHENTICATE \"{way}\" \"{Convert.ToBase64String(Encoding.UTF8.GetBytes(proof))}\"", cancel);
        // Of a refused token the server tells why, and waits for a word before it says no (RFC 7628 §3.2.3).
        var answer = await wire.ReadAsync(cancel, mayAsk: true);
        if (answer.Status == SieveWire.Asks)
        {
            await wire.SendAsync("\"AQ==\"", cancel);
            answer = await wire.ReadAsync(cancel);
        }
        if (answer.Status != "OK") throw new MailboxException($"{server.Host} does not accept the user name and the password or token");
    }

    private static SieveAnswer Good(SieveAnswer answer, MailServer server, string otherwise) =>
        answer.Status == "OK" ? answer : throw new MailboxException($"{server.Host} {otherwise}");

    private static bool Offers(SieveAnswer answer, string what) => answer.Lines.Any(l => l.Count > 0 && l[0].Equals(what, StringComparison.OrdinalIgnoreCase));
}
