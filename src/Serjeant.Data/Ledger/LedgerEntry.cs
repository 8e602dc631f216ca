namespace Serjeant.Data;

/// <summary>
/// One leaf of an office's ledger. <see cref="Leaf"/> holds the exact bytes that were hashed; the other columns repeat parts
/// of it so that a person can search. Append-only: triggers refuse UPDATE and DELETE.
/// </summary>
public sealed class LedgerEntry : IOfficeOwned
{
    public long OfficeId { get; set; }

    /// <summary>0 for the first.</summary>
    public long Index { get; set; }
    public DateTimeOffset At { get; set; }
    public long? ActorId { get; set; }
    public required string Action { get; set; }
    public string? SubjectType { get; set; }
    public string? SubjectId { get; set; }
    public required byte[] Leaf { get; set; }
    public required byte[] LeafHash { get; set; }
}
