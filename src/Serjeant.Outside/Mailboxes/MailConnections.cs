using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;
using Serjeant.Outside.Capture.Network;

namespace Serjeant.Outside.Mailboxes;

/// <summary>
/// Opens connections to mail servers: to vetted addresses only, always encrypted, with a certificate that holds, signed in. Every trouble
/// is a <see cref="MailboxException"/> in words.
/// </summary>
public sealed class MailConnections(AddressGuard guard, MailTrust trust)
{
    /// <summary>For each answer of a server.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="MailboxException">It can't be reached, is not what it should be, or lets nobody in.</exception>
    public async Task<ImapClient> ImapAsync(MailServer server, MailLogin login, CancellationToken cancel)
    {
        var client = new ImapClient();
        await OpenAsync(client, server, login, cancel);
        return client;
    }

    /// <inheritdoc cref="ImapAsync"/>
    public async Task<SmtpClient> SmtpAsync(MailServer server, MailLogin login, CancellationToken cancel)
    {
        var client = new SmtpClient { LocalDomain = "localhost" };
        await OpenAsync(client, server, login, cancel);
        return client;
    }

    private async Task OpenAsync(MailService client, MailServer server, MailLogin login, CancellationToken cancel)
    {
        Socket? socket = null;
        try
        {
            client.Timeout = (int)Patience.TotalMilliseconds;
            client.CheckCertificateRevocation = false;
            client.ServerCertificateValidationCallback = trust.Holds;
            socket = await ConnectAsync(guard, server, cancel);
            await client.ConnectAsync(socket, server.Host, server.Port, server.StartTls ? SecureSocketOptions.StartTls : SecureSocketOptions.SslOnConnect, cancel);
            await SignInAsync(client, login, cancel);
        }
        catch (Exception e)
        {
            client.Dispose();
            socket?.Dispose();
            if (e is OperationCanceledException && cancel.IsCancellationRequested) throw;
            if (e is OperationCanceledException) throw new MailboxException($"{server.Host} did not answer in time", e);
            if (MailboxException.Of(e, server.Host) is { } told) throw told;
            throw;
        }
    }

    internal static async Task<Socket> ConnectAsync(AddressGuard guard, MailServer server, CancellationToken cancel)
    {
        var vetted = await guard.VetAsync(server.Host, server.Port, cancel);
        if (vetted.As == VettedAs.NoSuchName) throw new MailboxException($"There is no host {server.Host}, or its name can’t be looked up now");
        if (vetted.As != VettedAs.Fine) throw new MailboxException($"{server.Host} is an address inside a network, and the desk asks only public ones. Whoever runs this desk can allow it");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync([.. vetted.Addresses], server.Port, cancel).AsTask().WaitAsync(Patience, cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task SignInAsync(MailService client, MailLogin login, CancellationToken cancel)
    {
        if (login.Token is { } fetch)
        {
            var token = await fetch(cancel);
            var mechanism = client.AuthenticationMechanisms.Contains("OAUTHBEARER") ? (SaslMechanism)new SaslMechanismOAuthBearer(login.User, token) : new SaslMechanismOAuth2(login.User, token);
            try
            {
                await client.AuthenticateAsync(mechanism, cancel);
            }
            catch (AuthenticationException)
            {
                login.Refused?.Invoke();
                throw;
            }
            return;
        }
        client.AuthenticationMechanisms.Remove("XOAUTH2");
        client.AuthenticationMechanisms.Remove("OAUTHBEARER");
        await client.AuthenticateAsync(login.User, login.Password ?? "", cancel);
    }
}
