namespace Serjeant.Data;

/// <summary>
/// A file of the vault that retention has let go, or that work stored and never came to name. It is written in the transaction that deletes the rows, or
/// before the work's note goes, and removed when the file is gone, so that a kill in between leaves neither a row without its file nor a file without a row.
/// </summary>
public sealed class DoomedBlob : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }

    /// <summary>SHA-256 of the plain bytes, lower-case hexadecimal.</summary>
    public required string Hash { get; set; }
    public long Bytes { get; set; }
}
