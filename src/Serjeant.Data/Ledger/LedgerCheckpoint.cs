namespace Serjeant.Data;

/// <summary>A signed statement of the tree's size and root (C2SP tlog-checkpoint). Append-only.</summary>
public sealed class LedgerCheckpoint : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long Size { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>The whole signed note, as text.</summary>
    public required string Note { get; set; }
}
