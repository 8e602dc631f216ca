namespace Serjeant.Data;

/// <summary>What a person chose to do about a message. Stored as a number: add at the end.</summary>
public enum DecisionKind
{
    Leave = 1,
    Answered = 2,
    HandToCasework = 3,
    Hide = 4,
    Delete = 5,
    Block = 6,
    Mute = 7,
    Report = 8,
    MakeCase = 9,
}

/// <summary>One decision about one message. A decision is undone by <see cref="UndoneAt"/>, never removed.</summary>
public sealed class Decision : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long MessageId { get; set; }

    /// <summary>Decisions made by one press share this, so that one press undoes them.</summary>
    public Guid BatchId { get; set; }
    public DecisionKind Kind { get; set; }
    public long? ProtocolRuleId { get; set; }

    /// <summary>The rule as it read then: "4. No advertising".</summary>
    public string? RuleText { get; set; }
    public string? Note { get; set; }
    public long DecidedById { get; set; }
    public DateTimeOffset DecidedAt { get; set; }
    public DateTimeOffset? UndoneAt { get; set; }
    public long? UndoneById { get; set; }
    public long? CaseId { get; set; }

    /// <summary>True when it went ahead although evidence could not be captured; the case shows the gap.</summary>
    public bool EvidenceGap { get; set; }
}
