namespace Serjeant.Data;

/// <summary>
/// That a sealed-off exhibit was destroyed: who, when, why and at whose word. It stays for good, with the hashes of what is gone: the
/// police know such files by them, and a restored backup is purged by them.
/// </summary>
public sealed class Destruction : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long ExhibitId { get; set; }

    /// <summary>The exhibit's manifest: with the id it says which exhibit is meant, in a backup too.</summary>
    public required string ManifestHash { get; set; }

    /// <summary>The police force or the IWF, and their reference.</summary>
    public required string InstructedBy { get; set; }
    public required string Reference { get; set; }
    public required string Why { get; set; }
    public long ById { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>How many packs that held it went too, and how many of those had been fetched by somebody.</summary>
    public int Packs { get; set; }
    public int PacksFetched { get; set; }
    public List<DestroyedBlob> Blobs { get; set; } = [];
}

/// <summary>A file of the vault that was destroyed and must not come back with a backup.</summary>
public sealed class DestroyedBlob : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long DestructionId { get; set; }

    /// <summary>SHA-256 of the plain bytes, lower-case hexadecimal.</summary>
    public required string Hash { get; set; }
    public long Bytes { get; set; }
}
