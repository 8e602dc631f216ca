namespace Serjeant.Data;

/// <summary>Stored as a number: add at the end.</summary>
public enum SealedMarkKind
{
    /// <summary>SHA-256 of a file's plain bytes.</summary>
    Bytes = 1,

    /// <summary>SHA-256 of an address in the form that spellings of it share.</summary>
    Address = 2,
}

/// <summary>
/// What an office must not keep again, since an exhibit that held it was sealed off. It shows nothing and stays for good: when the exhibit is destroyed, the
/// same bytes must still be known when they come again.
/// </summary>
public sealed class SealedMark : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public SealedMarkKind Kind { get; set; }

    /// <summary>Lower-case hexadecimal.</summary>
    public required string Hash { get; set; }

    /// <summary>The exhibit that was sealed off by a press.</summary>
    public long ExhibitId { get; set; }
    public DateTimeOffset At { get; set; }
}
