namespace Serjeant.Data;

/// <summary>
/// Somebody who may not change the contact book says that a checked message is genuine. It teaches nothing until a person agrees who may change the book.
/// </summary>
public sealed class GenuineRequest : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long CheckId { get; set; }

    /// <summary>Who sent it, as whoever asks knows them.</summary>
    public required string Name { get; set; }

    /// <summary>Everybody at the sender's domain, and not the one address.</summary>
    public bool WholeDomain { get; set; }
    public long AskedById { get; set; }
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Null while nobody has decided.</summary>
    public DateTimeOffset? DecidedAt { get; set; }
    public long? DecidedById { get; set; }
    public bool Agreed { get; set; }
}
