namespace Serjeant.Data;

public enum CaptureState
{
    Queued = 0,
    Running = 1,

    /// <summary>Done: an exhibit holds what was seen, a 404 or a login wall included.</summary>
    Done = 2,
    Failed = 3,
}

/// <summary>A request to keep a page, and the author's profile page with it.</summary>
public sealed class Capture : IOfficeOwned, ILeased
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long? CaseId { get; set; }
    public long? MessageId { get; set; }
    public required string Address { get; set; }
    public string? ProfileAddress { get; set; }

    /// <summary>Why there is no profile page, where there is none.</summary>
    public string? NoProfileWhy { get; set; }
    public CaptureState State { get; set; }
    public string? Outcome { get; set; }
    public int Attempts { get; set; }
    public long AskedById { get; set; }
    public DateTimeOffset AskedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public long? ExhibitId { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
}
