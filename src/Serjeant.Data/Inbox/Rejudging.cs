namespace Serjeant.Data;

/// <summary>
/// Judging the waiting messages of an office again, in batches, after it changed how they are judged. One row an office, taken up again with
/// each change; <see cref="Position"/> moves in the same transaction as the messages that it counts.
/// </summary>
public sealed class Rejudging : IOfficeOwned, ILeased
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Null while it goes on.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The id of the last message that was judged again.</summary>
    public long Position { get; set; }

    /// <summary>How many waited when it was asked for.</summary>
    public int Total { get; set; }
    public int Judged { get; set; }

    /// <summary>How many came out otherwise.</summary>
    public int Changed { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
}
