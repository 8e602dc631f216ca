namespace Serjeant.Data;

/// <summary>Stored as a number: add at the end.</summary>
public enum LinkLookState
{
    Queued = 1,
    Running = 2,

    /// <summary>The check that <see cref="LinkLook.CheckId"/> names says what was seen.</summary>
    Done = 3,
    Failed = 4,
}

/// <summary>
/// Somebody asked to have a link opened and looked at. The row is there for an hour, as what an hour's limit is counted by; what was seen is a <see cref="MessageCheck"/> like any other.
/// </summary>
public sealed class LinkLook : IOfficeOwned, ILeased
{
    public long Id { get; set; }
    public long OfficeId { get; set; }

    /// <summary>Http or https.</summary>
    public required string Address { get; set; }
    public LinkLookState State { get; set; }

    /// <summary>0 waiting, 1 opening, 2 looking, 3 drawing.</summary>
    public int Stage { get; set; }

    /// <summary>Why it failed, as a sentence.</summary>
    public string? Problem { get; set; }
    public int Attempts { get; set; }
    public long AskedById { get; set; }
    public DateTimeOffset AskedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public long? CheckId { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
}
