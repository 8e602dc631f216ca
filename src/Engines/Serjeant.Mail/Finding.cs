namespace Serjeant.Mail;

/// <summary>Where in the mail the quoted words stand.</summary>
public enum Place
{
    /// <summary>A header field; <see cref="Evidence.Field"/> names it.</summary>
    Header = 1,

    /// <summary>The text that a reader sees.</summary>
    Text = 2,

    /// <summary>A link: what it shows or where it goes.</summary>
    Link = 3,

    /// <summary>An attached file's name or what is in it.</summary>
    Attachment = 4,

    /// <summary>In the message, but not shown to its reader.</summary>
    Hidden = 5,
}

/// <summary>Words of the message that a finding rests on.</summary>
/// <param name="Where">Which part they stand in.</param>
/// <param name="Quote">The words themselves, cut to a length that a page can show.</param>
/// <param name="Field">The header's name for <see cref="Place.Header"/>; else null.</param>
/// <param name="Start">UTF-16 offset within the shown text for <see cref="Place.Text"/>, or within the link where a link alone is judged; else null.</param>
/// <param name="Length">UTF-16 length there; else null.</param>
public sealed record Evidence(Place Where, string Quote, string? Field = null, int? Start = null, int? Length = null);

/// <summary>One fact about a message or a link that speaks for or against it.</summary>
/// <param name="RuleId">Of the rule that found it, such as <c>link.shows-another</c>.</param>
/// <param name="Points">Added to the score; 0 for a fact worth telling that counts for nothing.</param>
/// <param name="Reason">Plain English, for a person who is not technical.</param>
/// <param name="Evidence">What it rests on; at least one.</param>
public sealed record Finding(string RuleId, double Points, string Reason, IReadOnlyList<Evidence> Evidence);

/// <summary>The answer. There is no "safe": the best that can be said is that no warning signs were found.</summary>
public enum Verdict
{
    /// <summary>No warning signs found.</summary>
    None = 0,

    /// <summary>Something does not fit: ask the sender another way before acting on it.</summary>
    Amber = 1,

    /// <summary>Very likely not genuine.</summary>
    Red = 2,
}
