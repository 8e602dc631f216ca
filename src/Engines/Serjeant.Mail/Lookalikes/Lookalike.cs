namespace Serjeant.Mail.Lookalikes;

/// <summary>How a name imitates another; the names of the usual permutations are in docs/mail.md.</summary>
public enum LookalikeKind
{
    /// <summary>Letters that look like others: another script, accents, 0 for o, rn for m.</summary>
    LooksTheSame = 1,

    /// <summary>A letter added, left out, doubled, changed or swapped.</summary>
    OneLetterOff = 2,

    /// <summary>The same letters with hyphens put in or left out.</summary>
    Hyphens = 3,

    /// <summary>The same letters with a dot put in.</summary>
    Dots = 4,

    /// <summary>The real name, and words round it: <c>paypal-login</c>.</summary>
    AddedWords = 5,

    /// <summary>The real name with another ending: <c>parliament.co</c>.</summary>
    OtherEnding = 6,

    /// <summary>The whole real address, but only as the first part of another: <c>parliament.uk.example.com</c>.</summary>
    RealNameFirst = 7,

    /// <summary>The name stands before somebody else's domain: <c>paypal.example.com</c>.</summary>
    NameInFront = 8,
}

/// <summary>A domain that imitates a protected one.</summary>
/// <param name="Protected">The genuine domain, as people write it.</param>
/// <param name="Brand">Whose it is.</param>
/// <param name="Kind">How it imitates.</param>
/// <param name="Points">From 1.5 (the name is there) to 4 (made to be mistaken).</param>
/// <param name="Reason">One plain sentence.</param>
public sealed record Lookalike(string Protected, string Brand, LookalikeKind Kind, double Points, string Reason);
