namespace Serjeant.Data;

/// <summary>One file of an exhibit; its bytes are in the vault under the hash.</summary>
public sealed class ExhibitFile : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long ExhibitId { get; set; }

    /// <summary>Path within the exhibit, with forward slashes: <c>post/page.png</c>.</summary>
    public required string Path { get; set; }
    public required string MediaType { get; set; }
    public long Bytes { get; set; }

    /// <summary>SHA-256 of the plain bytes, lower-case hexadecimal.</summary>
    public required string Hash { get; set; }
}
