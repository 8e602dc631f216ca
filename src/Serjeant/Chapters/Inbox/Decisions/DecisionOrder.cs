using System.Globalization;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Decisions;

/// <summary>A message somebody chose, and the last decision they saw on it (0 for none): if it has another by now, they are told and nothing is done over it.</summary>
public readonly record struct Pick(long MessageId, long SeenDecisionId)
{
    public override string ToString() => FormattableString.Invariant($"{MessageId}.{SeenDecisionId}");

    /// <summary>Reads "12.345", as a checkbox of the queue sends it.</summary>
    public static bool TryParse(string? text, out Pick pick)
    {
        pick = default;
        var parts = text?.Split('.') ?? [];
        if (parts.Length != 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seen))
            return false;
        pick = new Pick(id, seen);
        return true;
    }
}

/// <summary>What one press asks for.</summary>
/// <param name="WholeGroups">Also every waiting message with the same text as one that was chosen.</param>
public sealed record DecisionOrder(DecisionKind Kind, IReadOnlyList<Pick> Picks, bool WholeGroups)
{
    public const int LongestNote = 2000;

    /// <summary>The rule to cite for all of them; null with <see cref="SuggestedRules"/> or for none.</summary>
    public long? RuleId { get; init; }

    /// <summary>Cite for each message the rule that its worst finding breaks.</summary>
    public bool SuggestedRules { get; init; }
    public string? Note { get; init; }
    public long? CaseId { get; init; }
}

public enum DecisionProblem
{
    None,

    /// <summary>Nothing was chosen, or nothing of it is there.</summary>
    Nothing,

    /// <summary>The kind must cite a rule and none was given.</summary>
    RuleMissing,

    /// <summary>Some of the messages have no suggested rule.</summary>
    NoSuggestion,

    /// <summary>More than one press may carry.</summary>
    TooMany,
}

/// <param name="Batch">What undo names; null when nothing was decided.</param>
/// <param name="Already">How many were left alone because somebody else decided them meanwhile.</param>
/// <param name="Steps">Steps that wait to be done on platforms.</param>
/// <param name="Gaps">Messages decided although their evidence could not be kept in full.</param>
public sealed record DecisionResult(DecisionProblem Problem, Guid? Batch, int Decided, int Already, int Steps, int Gaps)
{
    public static DecisionResult Not(DecisionProblem problem) => new(problem, null, 0, 0, 0, 0);
}
