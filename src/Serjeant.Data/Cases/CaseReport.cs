namespace Serjeant.Data;

public enum ReportTo
{
    Police999 = 1,
    Police101 = 2,
    PoliceOnline = 3,
    Platform = 4,
    ReportHarmfulContent = 5,
    MembersSecurity = 6,
    MonitoringOfficer = 7,
    Other = 9,
}

/// <summary>A report that was made to somebody outside: reference, answer, and the day to chase it.</summary>
public sealed class CaseReport : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long CaseId { get; set; }
    public ReportTo To { get; set; }
    public DateTimeOffset MadeAt { get; set; }

    /// <summary>Force or platform.</summary>
    public required string Recipient { get; set; }
    public string? Officer { get; set; }

    /// <summary>Crime reference, incident number or the platform's own number.</summary>
    public string? Reference { get; set; }
    public string? Text { get; set; }
    public DateOnly? ChaseOn { get; set; }
    public string? Outcome { get; set; }
    public DateTimeOffset? OutcomeAt { get; set; }
    public long MadeById { get; set; }
}
