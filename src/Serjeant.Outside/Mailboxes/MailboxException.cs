namespace Serjeant.Outside.Mailboxes;

/// <summary>A mail server can't be used. The message is one plain sentence for a page, without a full stop.</summary>
public sealed class MailboxException : Exception
{
    /// <summary>For a failure that has no underlying exception.</summary>
    public MailboxException(string message)
        : base(message)
    {
    }

    /// <summary>For a failure that has one.</summary>
    public MailboxException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>What a person can do something about, of what mail clients throw; null for what is no trouble with a server.</summary>
    internal static MailboxException? Of(Exception e, string server) => e switch
    {
        MailboxException known => known,
        MailKit.Security.SslHandshakeException => new MailboxException($"{server} has no certificate for this name that this computer trusts, or the port does not begin with encryption", e),
        MailKit.Security.AuthenticationException => new MailboxException($"{server} does not accept the user name and the password or token. Providers often want an app password, or have this way of signing in switched off", e),
        MailKit.ServiceNotAuthenticatedException => new MailboxException($"{server} wants signing in first", e),
        MailKit.ProtocolException => new MailboxException($"{server} broke off, or does not speak the protocol that was expected. Check the port", e),
        MailKit.CommandException => new MailboxException($"{server} refused what was asked of it", e),
        MailKit.FolderNotFoundException => new MailboxException($"{server} has no such folder", e),
        NotSupportedException => new MailboxException($"{server} does not offer encryption on this port, or no way of signing in that the desk knows", e),
        System.Net.Sockets.SocketException => new MailboxException($"{server} can’t be reached now. Check name and port", e),
        IOException => new MailboxException($"The connection to {server} broke", e),
        TimeoutException => new MailboxException($"{server} did not answer in time", e),
        _ => null,
    };
}
