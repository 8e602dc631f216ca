namespace Serjeant.Data;

/// <summary>
/// Messages that came in together and stand in the ledger as one leaf: the root over <see cref="Rows"/>. With the rows at hand
/// a message that was changed, or taken out of the database by hand, shows.
/// </summary>
public sealed class MessageBatch : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long? ImportJobId { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>
    /// For each message, ascending by id: 8 bytes of id (big-endian) and the 32-byte leaf hash of its keyed commitment. The key is its
    /// author's, so once that is erased the hash tells nothing.
    /// </summary>
    public required byte[] Rows { get; set; }
}
