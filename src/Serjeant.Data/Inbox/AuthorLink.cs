namespace Serjeant.Data;

/// <summary>
/// Somebody's stated suspicion that two accounts are one person. It stays in the office: nothing that goes to a platform or into a pack
/// reads it. It is undone by <see cref="UndoneAt"/>, never removed while both accounts are there.
/// </summary>
public sealed class AuthorLink : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }

    /// <summary>The account with the smaller id, so that a pair is there once.</summary>
    public long AuthorId { get; set; }
    public long OtherId { get; set; }
    public required string Reason { get; set; }
    public long LinkedById { get; set; }
    public DateTimeOffset LinkedAt { get; set; }
    public DateTimeOffset? UndoneAt { get; set; }
    public long? UndoneById { get; set; }
}
