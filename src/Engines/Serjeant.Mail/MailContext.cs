using Serjeant.Mail.Authentication;
using Serjeant.Mail.Contacts;

namespace Serjeant.Mail;

/// <summary>What an office knows that a message alone doesn't say. All of it is input: the engine looks nothing up.</summary>
public sealed record MailContext
{
    public static MailContext Empty { get; } = new();

    /// <summary>People whom the office knows.</summary>
    public ContactBook Contacts { get; init; } = ContactBook.Empty;

    /// <summary>Domains of the office and its own people: mail that imitates them is worst.</summary>
    public IReadOnlyList<string> Protected { get; init; } = [];

    /// <summary>Whose <c>Authentication-Results</c> may be believed; none: nothing is proved.</summary>
    public TrustedServers Trusted { get; init; } = TrustedServers.None;

    /// <summary>What look-ups made outside found out; fills in what no trusted server said.</summary>
    public AuthenticationFacts? LookedUp { get; init; }

    /// <summary>Texts of QR codes in the message's pictures, decoded outside.</summary>
    public IReadOnlyList<string> QrCodes { get; init; } = [];
}
