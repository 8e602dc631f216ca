using System.Text.RegularExpressions;

namespace Serjeant.Moderation.Rules;

/// <summary>Where a guard looks for its phrases, seen from the match.</summary>
public enum GuardPlace
{
    /// <summary>Up to six words before, in the same sentence.</summary>
    Before,
    /// <summary>Up to six words after, in the same sentence.</summary>
    After,
    Sentence,
    Message,
}

/// <summary>A cheap sign that a message must show before a pattern is tried on it.</summary>
public enum PatternHint
{
    Any, Digit, At, Question,
}

/// <summary>A measure that can't be written as words.</summary>
public enum Detector
{
    None,
    /// <summary>The same few words again and again.</summary>
    Repetition,
    /// <summary>Letters that make no words.</summary>
    Gibberish,
    /// <summary>Mostly links or names.</summary>
    LinkHeavy,
}

/// <summary>Phrases that hold back or let through a match.</summary>
public sealed record GuardDefinition(GuardPlace Place, IReadOnlyList<string> Phrases);

/// <summary>A regular expression over the folded text.</summary>
public sealed record PatternDefinition(Regex Regex, PatternHint Hint);

/// <summary>Phrases elsewhere in the message that make a match graver, and what is then said.</summary>
public sealed record StrongerDefinition(IReadOnlyList<string> Phrases, int Severity, double Confidence, string Says);

/// <summary>One reviewed rule file, as written. docs/rules.md explains the fields.</summary>
/// <param name="Category">Null when each target list has its own (<c>category: by-target</c>).</param>
public sealed record RuleDefinition(
    string File, string Id, Category? Category, int Severity, double Confidence, string Reason,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Lists, IReadOnlyList<string> Phrases, IReadOnlyList<PatternDefinition> Patterns, Detector Detector,
    IReadOnlyList<GuardDefinition> Needs, IReadOnlyList<GuardDefinition> Unless, bool NegationStops, bool QuotationStops,
    IReadOnlyList<StrongerDefinition> Stronger, IReadOnlyList<Category> YieldsTo,
    IReadOnlyList<string> Match, IReadOnlyList<string> Leave);
