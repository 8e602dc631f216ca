namespace Serjeant.Data;

/// <summary>The last number given under some initials. A number is never given twice, not even after an exhibit is deleted.</summary>
public sealed class ExhibitCounter : IOfficeOwned
{
    public long OfficeId { get; set; }
    public required string Initials { get; set; }
    public int Last { get; set; }
}
