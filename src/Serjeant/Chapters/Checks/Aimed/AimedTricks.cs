namespace Serjeant.Chapters.Checks.Aimed;

/// <summary>A trick that messages aimed at somebody use.</summary>
/// <param name="Words">A whole sentence, for the page.</param>
/// <param name="Borrows">Somebody's name or address is borrowed, which takes knowing whom you know: such a message may be aimed at the office.</param>
/// <param name="Rules">Ids of the findings that show it.</param>
public sealed record AimedTrick(string Words, bool Borrows, IReadOnlyList<string> Rules);

/// <summary>Tells from the findings of a check which tricks the message used. Those that make it somebody's own come first.</summary>
public static class AimedTricks
{
    private const int MostTold = 3;

    public static IReadOnlyList<AimedTrick> All { get; } =
    [
        new("It used the name of somebody you know.", Borrows: true,
            ["contact.new-address", "contact.new-address-asks", "contact.new-address-free", "contact.anothers-address", "contact.not-theirs", "mix.known-name-sign-in", "connection.other-account", "connection.known-name", "connection.new-and-known"]),
        new("It used your own name or address.", Borrows: true, ["connection.our-name"]),
        new("It broke into a talk with somebody you know.", Borrows: true, ["thread.new-reply-address", "mix.thread-and-money"]),
        new("It imitated an address, a site or an account.", Borrows: true,
            ["sender.looks-like", "link.looks-like", "address.looks-like", "connection.handle-looks-like", "connection.disguised-name"]),
        // Both are common in what goes to thousands, extortion above all: whoever is frightened by it must not be told that it was made for them.
        new("It pretended to come from your own address.", Borrows: false, ["sender.yourself"]),
        new("It was signed with letters that pretend to be others.", Borrows: false, ["sender.disguised-letters"]),
        new("It pretended to answer you.", Borrows: false, ["thread.fake-reply"]),
        new("It claimed to know you, or flattered you.", Borrows: false, ["approach.claims-meeting", "approach.flatters", "mix.approach", "mix.approach-pictures"]),
        new("It wanted a code, or to link another device to your account.", Borrows: false,
            ["ask.code", "mix.code-support", "mix.qr-group", "link.links-device", "link.joins-group", "address.links-device", "address.joins-group", "page.qr-device", "page.code-for-another"]),
        new("It wanted you to let somebody else into your account.", Borrows: false, ["link.consent", "link.device-code", "address.consent", "address.device-code"]),
        new("It wanted you to sign in.", Borrows: false,
            ["ask.sign-in", "ask.verify-account", "address.sign-in", "address.sign-in-bait", "page.account-for-another", "page.password-at-odd-place", "page.password-for-another", "page.password-for-ours"]),
        new("It used the name of a firm or an office that it is not from.", Borrows: false,
            ["sender.brand-not-theirs", "sender.brand-in-domain", "sender.brand-and-link", "sender.free-mail-brand", "sender.office-at-free-mail", "subject.brand-not-theirs", "text.brand-not-theirs",
             "mix.forged-firm", "mix.firm-elsewhere", "link.brand-elsewhere", "address.has-name-of", "address.name-in-front"]),
        new("It wanted you to open a file that can do harm.", Borrows: false,
            ["attach.archive-password", "attach.false-ending", "attach.image-of-disk", "attach.locked-archive", "attach.onenote", "attach.runs", "attach.svg-picture", "attach.web-page", "attach.with-macros", "page.download-runs", "address.runs", "link.runs"]),
        new("It wanted money or bank details.", Borrows: false, ["ask.bank-change", "ask.payment", "ask.gift-cards", "ask.extortion", "ask.recovery-phrase", "page.card-for-another", "page.asks-recovery-phrase"]),
        new("It hid where a link leads.", Borrows: false,
            ["qr.to-link", "page.qr-link", "link.shows-another", "link.shortened", "link.redirects", "link.name-before-at", "link.other-letters", "address.shows-another-site", "address.shortened", "address.redirects", "address.name-before-at", "address.number-disguised"]),
    ];

    /// <param name="findings">Ids with spaces between, as a check has them.</param>
    public static IEnumerable<AimedTrick> In(string findings)
    {
        var found = findings.Split(' ').ToHashSet(StringComparer.Ordinal);
        return All.Where(t => t.Rules.Any(found.Contains));
    }

    /// <summary>What it was, in plain English.</summary>
    public static string Tell(string findings) =>
        string.Join(' ', In(findings).Take(MostTold).Select(t => t.Words)) is { Length: > 0 } told ? told : "None that the desk knows. Read the message itself.";
}
