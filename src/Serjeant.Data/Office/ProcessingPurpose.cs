namespace Serjeant.Data;

/// <summary>Why the office holds personal data and on what basis (UK GDPR Articles 6, 9 and 10).</summary>
public sealed class ProcessingPurpose : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public required string Purpose { get; set; }
    public required string Article6 { get; set; }
    public string? Article9 { get; set; }
    public string? Article10 { get; set; }
    public long RecordedById { get; set; }
    public DateTimeOffset RecordedAt { get; set; }
}
