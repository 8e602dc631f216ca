using System.Globalization;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Plans.Judging;

/// <summary>Figures in words that need no statistics.</summary>
public static class AccuracyWords
{
    /// <summary>Ways of writing that people ask about, of all that the bench measures.</summary>
    private static readonly (string Form, string Words)[] Forms =
    [
        ("identity-positive", "Kind words about a group"),
        ("negation", "Abuse that is denied (“I don’t hate…”)"),
        ("counter-quote", "Abuse quoted by somebody who answers it"),
        ("reporting", "Somebody who reports abuse"),
        ("criticism-looks-threatening", "Criticism that sounds like a threat"),
        ("satire", "Satire"),
        ("threat-veiled", "Threats in veiled words"),
        ("threat-obfuscated", "Threats with letters changed to hide them"),
        ("threat-direct", "Threats said outright"),
    ];

    private static readonly (string Dialect, string Words)[] Dialects =
    [
        ("scots", "Scots"),
        ("northern-english", "Northern English"),
        ("welsh-english", "Welsh English"),
        ("irish-english", "Irish English"),
        ("multicultural-london", "Multicultural London English"),
        ("african-american", "African American English"),
        ("reclaimed", "A group’s own words for itself"),
    ];

    /// <summary>"29 of 100 (22 to 36)"; says so where too few were tried.</summary>
    public static string Of(Count count)
    {
        if (count.Of == 0)
            return "Not measured";
        if (count.IsFew)
            return string.Create(CultureInfo.InvariantCulture, $"Too few tried to say ({count.Hits} of {count.Of})");
        var (low, high) = count.Interval;
        return string.Create(CultureInfo.InvariantCulture, $"{Hundred(count.Share)} of 100 ({Hundred(low)} to {Hundred(high)})");
    }

    /// <summary>"about 29 of 100", for a sentence.</summary>
    public static string About(Count count) => count switch
    {
        { Hits: 0 } => "none",
        { Share: >= 1 } => "all",
        { Share: < 0.01 } => "fewer than 1 of 100",
        _ => string.Create(CultureInfo.InvariantCulture, $"about {Hundred(count.Share)} of 100"),
    };

    public static string Verdict(CategoryFigures? figures) => figures switch
    {
        null => "Not measured yet. Don’t rely on it.",
        { Found.IsFew: true } => "Tried on too few messages to say. Don’t rely on it.",
        { Found.Share: >= 0.8 } => "Good at finding it.",
        { Found.Share: >= 0.5 } => "Finds more than half; misses many.",
        { Found.Share: >= 0.2 } => "Misses more than it finds.",
        _ => "Misses nearly all that is written to be hard to see.",
    };

    public static CategoryFigures? Find(VoiceFigures figures, Category category) => figures.Categories.FirstOrDefault(c => c.Category == category.Id());

    /// <summary>One that the bench had no held-out lines of is not measured, and says so.</summary>
    public static IEnumerable<(string Words, FormFigures Figures)> WaysOfWriting(VoiceFigures figures) =>
        Forms.Select(known => (known.Words, figures.Forms.FirstOrDefault(f => f.Form == known.Form) ?? new FormFigures(known.Form, new Count(0, 0), new Count(0, 0))));

    /// <summary>Only what was measured: a dialect that nobody has written lines in isn't claimed.</summary>
    public static IEnumerable<(string Words, DialectFigures Figures)> ByDialect(VoiceFigures figures) =>
        from known in Dialects
        let measured = figures.Dialects.FirstOrDefault(f => f.Dialect == known.Dialect)
        where measured is not null
        select (known.Words, measured);

    private static int Hundred(double share) => (int)Math.Round(100 * share);
}
