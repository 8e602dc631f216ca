namespace Serjeant.Data;

/// <summary>A folder in which a scanner, a sync client or a rule lays mail files for the desk to judge. An office has one at most.</summary>
public sealed class DropFolder : IOfficeOwned, ILeased
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public bool On { get; set; }

    /// <summary>The folder's name below the office's own in the data folder; not used where whoever runs the desk gave a path.</summary>
    public required string Name { get; set; }
    public long SetById { get; set; }
    public DateTimeOffset SetAt { get; set; }

    /// <summary>What went wrong the last time; null when nothing did.</summary>
    public string? Problem { get; set; }

    /// <summary>Files there that the desk does not take: of another kind, links, folders.</summary>
    public int LeftAlone { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
}

/// <summary>What became of a dropped file. Stored as a number: add at the end.</summary>
public enum DroppedState
{
    /// <summary>A mail that was judged, or a mailbox file that was handed to its worker.</summary>
    Taken = 1,

    /// <summary>It is no mail, or too large.</summary>
    Failed = 2,
}

/// <summary>A file of the drop folder that was dealt with. Written in one change with what came of it, so that it is dealt with once.</summary>
public sealed class DroppedFile : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }

    /// <summary>What the desk called the file while it worked on it, 32 hexadecimal digits.</summary>
    public required string Key { get; set; }
    public required string Name { get; set; }
    public long Bytes { get; set; }
    public DroppedState State { get; set; }
    public long? CheckId { get; set; }
    public long? MailboxId { get; set; }

    /// <summary>Why it failed, as a sentence; null when it did not.</summary>
    public string? Why { get; set; }
    public DateTimeOffset At { get; set; }
}
