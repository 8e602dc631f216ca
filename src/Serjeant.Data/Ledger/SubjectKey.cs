namespace Serjeant.Data;

/// <summary>
/// The secret behind the ledger's commitments to one person's data. Erasing the person erases this row; the ledger stays
/// whole and what it committed to can no longer be guessed.
/// </summary>
public sealed class SubjectKey : IOfficeOwned
{
    public long OfficeId { get; set; }

    /// <summary>Such as <c>author:42</c> or <c>person:7</c>.</summary>
    public required string Subject { get; set; }
    public required byte[] Key { get; set; }
}
