namespace Serjeant.Data;

/// <summary>A pack that was made for police or a platform. The zip is in the vault under its hash.</summary>
public sealed class Pack : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long CaseId { get; set; }
    public required string FileName { get; set; }
    public required string Hash { get; set; }
    public long Bytes { get; set; }
    public int Exhibits { get; set; }
    public long MadeById { get; set; }
    public DateTimeOffset MadeAt { get; set; }
}
