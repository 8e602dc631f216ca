namespace Serjeant.Data;

/// <summary>
/// A key that the office signs with. One is current; those before it keep their public part for good, because what they signed
/// is still about, and lose their private part.
/// </summary>
public sealed class OfficeSigningKey : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }

    /// <summary>SHA-256 of <see cref="PublicKey"/>, 64 lower-case hexadecimal characters.</summary>
    public required string KeyId { get; set; }

    /// <summary>The public part: SubjectPublicKeyInfo (RFC 5480), DER.</summary>
    public required byte[] PublicKey { get; set; }

    /// <summary>The private part under the office's evidence key; null once another key has taken its place.</summary>
    public byte[]? Wrapped { get; set; }
    public DateTimeOffset MadeAt { get; set; }

    /// <summary>Null while it is the one that signs.</summary>
    public DateTimeOffset? ReplacedAt { get; set; }
    public long? ReplacedById { get; set; }
    public string? ReplacedWhy { get; set; }
}
