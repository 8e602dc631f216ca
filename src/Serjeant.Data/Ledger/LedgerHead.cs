namespace Serjeant.Data;

/// <summary>The right edge of an office's tree, updated in the transaction that appends. Derived: it can be rebuilt from the entries.</summary>
public sealed class LedgerHead : IOfficeOwned
{
    public long OfficeId { get; set; }
    public required byte[] Frontier { get; set; }
}
