using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Decisions;

/// <summary>The fields that every place to decide from sends: the queue's bar and the message's own page.</summary>
public sealed class DecisionForm
{
    /// <summary>Pages bind it as their property <c>Form</c>.</summary>
    public const string Prefix = "Form.";
    public const string Suggested = "suggested";
    public const string NoRule = "none";

    /// <summary>Each is a message and the decision that was seen on it: "12.0".</summary>
    public string[] Pick { get; set; } = [];
    public DecisionKind Kind { get; set; }

    /// <summary>A rule's id, <see cref="Suggested"/> or <see cref="NoRule"/>.</summary>
    public string? Rule { get; set; } = Suggested;
    public string? Note { get; set; }

    /// <summary>Also everything that waits with the same text.</summary>
    public bool Groups { get; set; }

    public bool IsPicked(string pick) => Pick.Contains(pick);

    /// <summary>Null when something is wrong: <paramref name="errors"/> then says what, by field.</summary>
    public DecisionOrder? Read(ModelStateDictionary errors)
    {
        var picks = new List<Pick>();
        foreach (var text in Pick)
            if (Decisions.Pick.TryParse(text, out var pick))
                picks.Add(pick);
        if (picks.Count == 0)
            errors.AddModelError(Prefix + nameof(Pick), "Choose at least one message");
        if (!Enum.IsDefined(Kind))
            errors.AddModelError(Prefix + nameof(Kind), "Say what to do with the messages");
        var note = string.IsNullOrWhiteSpace(Note) ? null : Note.Trim();
        if (note?.Length > DecisionOrder.LongestNote)
            errors.AddModelError(Prefix + nameof(Note), $"The note must be {DecisionOrder.LongestNote} characters or fewer");
        if (!errors.IsValid)
            return null;
        return new DecisionOrder(Kind, picks, Groups)
        {
            RuleId = long.TryParse(Rule, NumberStyles.None, CultureInfo.InvariantCulture, out var rule) ? rule : null,
            SuggestedRules = Rule is null or "" or Suggested,
            Note = note,
        };
    }

    /// <summary>Puts what stopped a decision beside its field.</summary>
    public static void Explain(DecisionProblem problem, DecisionKind kind, ModelStateDictionary errors)
    {
        switch (problem)
        {
            case DecisionProblem.Nothing:
                errors.AddModelError(Prefix + nameof(Pick), "Those messages are no longer here");
                break;
            case DecisionProblem.RuleMissing:
                errors.AddModelError(Prefix + nameof(Rule), $"Choose the rule that is broken: “{kind.Button()}” must cite one");
                break;
            case DecisionProblem.NoSuggestion:
                errors.AddModelError(Prefix + nameof(Rule), "Choose the rule that is broken: none is suggested for some of these messages");
                break;
            case DecisionProblem.TooMany:
                errors.AddModelError(Prefix + nameof(Pick), FormattableString.Invariant($"Choose fewer messages: {Decide.MostAtOnce:N0} at most can be decided at once"));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(problem));
        }
    }
}
