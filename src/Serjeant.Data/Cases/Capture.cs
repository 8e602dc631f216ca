namespace Serjeant.Data;

public enum CaptureState
{
    Queued = 0,
    Running = 1,

    /// <summary>Done: an exhibit holds what was seen, a 404 or a login wall included.</summary>
    Done = 2,
    Failed = 3,

    /// <summary>Taken out of the line before it began, because whoever makes the case wants it without its pages.</summary>
    Withdrawn = 4,
}

/// <summary>What a capture that runs is at. The post and the account's page are opened at the same time; this is the post's until it is done.</summary>
public enum CaptureStep
{
    None = 0,
    Opening = 1,
    Scrolling = 2,
    Pictures = 3,
    Profile = 4,
    Saving = 5,
    Sealing = 6,
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
    public CaptureStep Step { get; set; }
    public string? Outcome { get; set; }
    public int Attempts { get; set; }
    public long AskedById { get; set; }
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>When the latest attempt began.</summary>
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public long? ExhibitId { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
}
