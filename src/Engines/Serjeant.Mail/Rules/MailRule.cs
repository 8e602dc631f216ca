namespace Serjeant.Mail.Rules;

/// <summary>Where a rule's phrases are looked for.</summary>
[Flags]
public enum Where
{
    Subject = 1,
    Text = 2,

    /// <summary>The name that the sender gives.</summary>
    Sender = 4,

    /// <summary>Names of attached files.</summary>
    Files = 8,
}

/// <summary>One reviewed rule file, as written; docs/mail.md explains the fields.</summary>
/// <param name="Points">What it counts before the fitted weights are laid over it.</param>
/// <param name="Fixed">Set by hand and never fitted: the training data can't show what it is about.</param>
/// <param name="Weak">Newsletters and strangers show it too: weak signs alone, however many, never make red.</param>
/// <param name="Quiet">A building stone of other rules: no finding of its own.</param>
/// <param name="Fact">What the code finds out, by its name; null when phrases or conditions decide.</param>
/// <param name="All">Rules or facts that must hold too.</param>
/// <param name="Any">Of these at least one must hold.</param>
/// <param name="None">Of these none may hold: the exceptions.</param>
/// <param name="Step">The id of a next step that fits this rule; null for none of its own.</param>
public sealed record MailRule(
    string File, string Id, double Points, bool Fixed, bool Weak, bool Quiet, string Reason, string? Fact, Where Where, IReadOnlyDictionary<string, IReadOnlyList<string>> Lists,
    IReadOnlyList<string> Phrases, IReadOnlyList<string> All, IReadOnlyList<string> Any, IReadOnlyList<string> None, string? Step,
    IReadOnlyList<string> Match, IReadOnlyList<string> Leave);
