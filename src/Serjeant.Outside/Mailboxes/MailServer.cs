using System.Security.Cryptography.X509Certificates;

namespace Serjeant.Outside.Mailboxes;

/// <summary>A mail server and how it is spoken to: always encrypted.</summary>
/// <param name="StartTls">Encryption begins with STARTTLS; else with the first byte.</param>
public sealed record MailServer(string Host, int Port, bool StartTls);

/// <summary>Who signs in: by a password, or by a token that is fetched when it is needed.</summary>
public sealed record MailLogin(string User, string? Password, Func<CancellationToken, Task<string>>? Token);

/// <summary>Certificate authorities that are trusted beside the system's: a mail server in the house. Usually none.</summary>
public sealed record MailTrust(X509Certificate2Collection Roots)
{
    public static MailTrust System { get; } = new([]);
}
