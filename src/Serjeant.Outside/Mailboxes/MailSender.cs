using MailKit.Net.Smtp;
using MimeKit;

namespace Serjeant.Outside.Mailboxes;

/// <summary>How sending ended.</summary>
public enum Sent
{
    /// <summary>The server took it.</summary>
    Taken = 1,

    /// <summary>Nothing went out: it may be tried again.</summary>
    NotSent,

    /// <summary>The connection broke after the text had begun: nobody can tell.</summary>
    Unsure,
}

/// <param name="Problem">One plain sentence without a full stop; null when it was taken.</param>
public sealed record SendResult(Sent How, string? Problem);

/// <summary>Sends one mail by SMTP and says truly whether it may be sent again.</summary>
public sealed class MailSender(MailConnections connections)
{
    public async Task<SendResult> SendAsync(MailServer server, MailLogin login, MimeMessage message, MailboxAddress from, MailboxAddress to, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(server);
        SmtpClient client;
        try
        {
            client = await connections.SmtpAsync(server, login, cancel);
        }
        catch (MailboxException e)
        {
            return new SendResult(Sent.NotSent, e.Message);
        }
        using (client)
        {
            try
            {
                await client.SendAsync(message, from, [to], cancel);
            }
            catch (SmtpCommandException)
            {
                // The server said no to the sender, the recipient or the text: it has nothing.
                return new SendResult(Sent.NotSent, $"{server.Host} refused the answer");
            }
            catch (Exception e) when (e is OperationCanceledException || MailboxException.Of(e, server.Host) is not null)
            {
                return new SendResult(Sent.Unsure, $"The connection to {server.Host} broke while the answer was sent");
            }
            try
            {
                await client.DisconnectAsync(true, CancellationToken.None);
            }
            catch (Exception e) when (MailboxException.Of(e, server.Host) is not null)
            {
                // The answer has been taken.
            }
            return new SendResult(Sent.Taken, null);
        }
    }
}
