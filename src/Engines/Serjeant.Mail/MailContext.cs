using Serjeant.Mail.Authentication;
using Serjeant.Mail.Connections;
using Serjeant.Mail.Contacts;

namespace Serjeant.Mail;

/// <summary>What an office knows that a message alone doesn't say. All of it is input: the engine looks nothing up.</summary>
public sealed record MailContext
{
    public static MailContext Empty { get; } = new();

    /// <summary>People whom the office knows.</summary>
    public ContactBook Contacts { get; init; } = ContactBook.Empty;

    /// <summary>Accounts on platforms that the office knows, its own included.</summary>
    public IReadOnlyList<KnownAccount> Accounts { get; init; } = [];

    /// <summary>Names that the politician and the office go by.</summary>
    public IReadOnlyList<string> OwnNames { get; init; } = [];

    /// <summary>Domains of the office and its own people: mail that imitates them is worst.</summary>
    public IReadOnlyList<string> Protected { get; init; } = [];

    /// <summary>Whose <c>Authentication-Results</c> may be believed; none: nothing is proved.</summary>
    public TrustedServers Trusted { get; init; } = TrustedServers.None;

    /// <summary>What look-ups made outside found out; fills in what no trusted server said.</summary>
    public AuthenticationFacts? LookedUp { get; init; }

    /// <summary>Texts of QR codes in the message's pictures, decoded outside.</summary>
    public IReadOnlyList<string> QrCodes { get; init; } = [];

    /// <summary>Links of attached PDFs, found outside.</summary>
    public IReadOnlyList<FileLink> PdfLinks { get; init; } = [];

    /// <summary>What was not looked into when codes and links were found outside, in plain words.</summary>
    public IReadOnlyList<string> Cuts { get; init; } = [];

    /// <summary>Links of files may be missing.</summary>
    public bool IsPartial { get; init; }

    /// <summary>
    /// For each attached message, in the order of <see cref="Messages.AttachedMails"/>, what is known beside it. One that is not here is judged with no codes and links of files.
    /// </summary>
    public IReadOnlyList<MailContext> Attached { get; init; } = [];

    /// <summary>For the attached message of this number. Its headers are its sender's to write, so no server is believed there, and what was looked up is about another.</summary>
    internal MailContext ForAttached(int number)
    {
        var known = number < Attached.Count ? Attached[number] : this with { QrCodes = [], PdfLinks = [], Cuts = [], IsPartial = false, Attached = [] };
        return known with { Trusted = TrustedServers.None, LookedUp = null };
    }
}

/// <summary>A link that an attached file carries.</summary>
/// <param name="File">The file's name, short enough to be quoted with the link.</param>
/// <param name="Address">As the file has it.</param>
public sealed record FileLink(string File, string Address);
