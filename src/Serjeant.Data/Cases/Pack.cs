namespace Serjeant.Data;

/// <summary>Stored as a number: add at the end.</summary>
public enum PackForm
{
    /// <summary>Everything, for the police or a solicitor.</summary>
    Full = 0,

    /// <summary>Redacted copies in place of what was covered, and nothing that the office wrote for itself.</summary>
    Redacted = 1,
}

/// <summary>A pack that was made for police or a platform. The zip is in the vault under its hash.</summary>
public sealed class Pack : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long CaseId { get; set; }
    public required string FileName { get; set; }
    public required string Hash { get; set; }
    public long Bytes { get; set; }
    public PackForm Form { get; set; }
    public int Exhibits { get; set; }
    public long MadeById { get; set; }
    public DateTimeOffset MadeAt { get; set; }
}
