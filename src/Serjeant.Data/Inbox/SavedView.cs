namespace Serjeant.Data;

/// <summary>A filter of the queue that somebody wants again: the query string, with a name.</summary>
public sealed class SavedView : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long PersonId { get; set; }
    public bool Shared { get; set; }
    public required string Name { get; set; }
    public required string Query { get; set; }
}
