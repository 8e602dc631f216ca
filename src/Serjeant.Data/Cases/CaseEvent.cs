namespace Serjeant.Data;

/// <summary>A line of the chronology that a person wrote. Messages, exhibits and reports add their own lines from their own rows.</summary>
public sealed class CaseEvent : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long CaseId { get; set; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; set; }
    public required string What { get; set; }
    public long WrittenById { get; set; }
    public DateTimeOffset WrittenAt { get; set; }
}
