namespace Serjeant.Mail.Messages;

/// <summary>A link of the message: what it shows and where it goes, both as written.</summary>
/// <param name="Shown">The words or the address that a reader sees; empty for a picture or an area of one.</param>
/// <param name="Target">The address itself.</param>
/// <param name="Start">UTF-16 offset of the shown words in the shown text.</param>
/// <param name="Kind">Where it was found.</param>
public sealed record MailLink(string Shown, string Target, int Start, LinkKind Kind);

/// <summary>Where a link comes from.</summary>
public enum LinkKind
{
    /// <summary>Something that a reader presses.</summary>
    Anchor,

    /// <summary>An address written out in the text.</summary>
    Written,

    /// <summary>Where a form sends what is typed into it.</summary>
    Form,

    /// <summary>What a QR code in a picture says; decoded elsewhere and given as input.</summary>
    Qr,

    /// <summary>What opens when something in an attached PDF is pressed; found elsewhere and given as input. <see cref="MailLink.Shown"/> is the file's name.</summary>
    Pdf,
}

/// <summary>Words of the message that its reader can't see.</summary>
/// <param name="Text">The words, cut to a length that can be quoted.</param>
/// <param name="Letters">How many letters and digits are hidden.</param>
/// <param name="How">How they are hidden, in plain words.</param>
/// <param name="Preheader">It stands before all shown text and is short: the line that mail programs show in the list.</param>
public sealed record HiddenText(string Text, int Letters, string How, bool Preheader);

/// <summary>An attached file.</summary>
/// <param name="Name">Its name as the message gives it.</param>
/// <param name="Kind">What it is, by its name and its first bytes.</param>
/// <param name="Inside">Names of files in it, when it is an archive that was looked into.</param>
/// <param name="Shown">A picture that the text shows, rather than a file.</param>
public sealed record Attachment(string Name, FileKind Kind, IReadOnlyList<string> Inside, bool Shown);

/// <summary>A message as its reader sees it, and what lies behind that. Everything in it is bounded.</summary>
public sealed record MailReading
{
    /// <summary>Pasted words of a chat, with no headers at all.</summary>
    public bool IsChat { get; init; }

    /// <summary>All addresses of the From field; the first is the one that mail programs show.</summary>
    public IReadOnlyList<Address> From { get; init; } = [];

    /// <summary>The From field as written, decoded.</summary>
    public string FromField { get; init; } = "";

    public IReadOnlyList<Address> ReplyTo { get; init; } = [];

    /// <summary>To and Cc.</summary>
    public IReadOnlyList<Address> To { get; init; } = [];

    public Address? ReturnPath { get; init; }

    public string Subject { get; init; } = "";

    /// <summary>Fields whose plain ASCII words were put into Base64 (RFC 2047), which hides them from filters and which no mail program does.</summary>
    public IReadOnlyList<(string Field, string Words)> NeedlesslyCoded { get; init; } = [];

    /// <summary>Header fields by lower-case name, topmost first, unfolded.</summary>
    public ILookup<string, string> Headers { get; init; } = Array.Empty<string>().ToLookup(x => x);

    /// <summary>Text that a reader sees.</summary>
    public string Text { get; init; } = "";

    /// <summary>The text came from HTML.</summary>
    public bool IsHtml { get; init; }

    /// <summary>There is a plain text beside the HTML.</summary>
    public bool HasPlainTwin { get; init; }

    public IReadOnlyList<MailLink> Links { get; init; } = [];

    public IReadOnlyList<HiddenText> Hidden { get; init; } = [];

    /// <summary>The text is pushed out of sight by a flood of empty lines.</summary>
    public bool Flooded { get; init; }

    /// <summary>Pictures that the text shows.</summary>
    public int Pictures { get; init; }

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>Who may vouch for what, from the headers of servers that are trusted.</summary>
    public Authentication.AuthenticationFacts Authentication { get; init; } = Serjeant.Mail.Authentication.AuthenticationFacts.NotChecked;

    /// <summary>The same of whoever really sent it, where it is said to be passed on: those headers tell nothing of who wrote it.</summary>
    public Authentication.AuthenticationFacts PasserAuthentication { get; init; } = Serjeant.Mail.Authentication.AuthenticationFacts.NotChecked;

    /// <summary>What was left out because the message is larger than what is looked at, in plain words.</summary>
    public IReadOnlyList<string> Cuts { get; init; } = [];

    /// <summary>Words, links or files may stand behind one of the <see cref="Cuts"/>, so that no warning sign in what was read says little.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Who wrote the message that was passed on in the text; null when none was.</summary>
    public Address? ForwardedFrom { get; init; }

    /// <summary>Whom the message is from: of one that was passed on, who wrote that; else as a mail program shows it.</summary>
    public Address Sender => ForwardedFrom ?? (From.Count > 0 ? From[0] : new Address("", ""));

    public string Header(string name) => Headers[name].FirstOrDefault() ?? "";
}
