namespace Serjeant.Data;

/// <summary>What became of a message or case, as far as keeping it goes.</summary>
public enum RetentionOutcome
{
    /// <summary>Noise, spam, answered and left messages.</summary>
    Noise = 1,

    /// <summary>Abuse that was acted on but belongs to no open case.</summary>
    ActedOn = 2,

    /// <summary>Belongs to a case with an open risk.</summary>
    OpenRisk = 3,

    /// <summary>Belongs to a closed case.</summary>
    ClosedCase = 4,

    /// <summary>Nobody has decided yet.</summary>
    Undecided = 5,

    /// <summary>A message whose genuineness was checked, and what followed from it.</summary>
    Checked = 6,
}

/// <summary>How many days a kind of outcome is kept before it is deleted. A legal hold stops the clock.</summary>
public sealed class RetentionRule : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public RetentionOutcome Outcome { get; set; }
    public int Days { get; set; }
}
