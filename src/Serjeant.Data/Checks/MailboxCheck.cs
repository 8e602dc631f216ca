namespace Serjeant.Data;

public enum MailboxState
{
    Queued = 1,
    Running = 2,
    Stopped = 3,
    Done = 4,
    Failed = 5,
}

/// <summary>
/// A mailbox file whose mails are judged one by one. <see cref="Position"/> moves in the transaction that writes what was found, so a kill neither loses nor
/// doubles one. The file lies in the vault until it is done.
/// </summary>
public sealed class MailboxCheck : IOfficeOwned, ILeased
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public required string FileName { get; set; }

    /// <summary>SHA-256 of the file in the vault, lower-case hexadecimal; null when it is gone again.</summary>
    public string? FileHash { get; set; }
    public long Bytes { get; set; }
    public MailboxState State { get; set; }
    public bool StopAsked { get; set; }

    /// <summary>Mails dealt with.</summary>
    public int Position { get; set; }

    /// <summary>0 to 1.</summary>
    public double Fraction { get; set; }
    public int Red { get; set; }
    public int Amber { get; set; }
    public int None { get; set; }
    public int Unreadable { get; set; }

    /// <summary>The first mails that could not be read and why, a line each.</summary>
    public string? Problems { get; set; }
    public string? Error { get; set; }

    /// <summary>Null: it lay in the drop folder, and nobody knows who put it there.</summary>
    public long? AskedById { get; set; }
    public DateTimeOffset AskedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
}
