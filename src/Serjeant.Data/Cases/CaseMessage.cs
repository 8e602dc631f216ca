namespace Serjeant.Data;

/// <summary>A message that belongs to a case.</summary>
public sealed class CaseMessage : IOfficeOwned
{
    public long CaseId { get; set; }
    public long MessageId { get; set; }
    public long OfficeId { get; set; }
    public long AddedById { get; set; }
    public DateTimeOffset AddedAt { get; set; }
}
