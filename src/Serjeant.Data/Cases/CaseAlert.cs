namespace Serjeant.Data;

/// <summary>A colleague was asked to look at a case, and says so when they have.</summary>
public sealed class CaseAlert : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long CaseId { get; set; }
    public long FromId { get; set; }
    public long ToId { get; set; }
    public string? Note { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? SeenAt { get; set; }
}
