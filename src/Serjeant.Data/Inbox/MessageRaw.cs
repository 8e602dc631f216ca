using System.IO.Compression;

namespace Serjeant.Data;

/// <summary>The object exactly as the platform or mailbox gave it, compressed (Brotli).</summary>
public sealed class MessageRaw : IOfficeOwned
{
    public long MessageId { get; set; }
    public long OfficeId { get; set; }
    public required string MediaType { get; set; }
    public required byte[] Compressed { get; set; }

    /// <summary>SHA-256 of the uncompressed bytes.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>The object itself, to be read once.</summary>
    public Stream Open() => new BrotliStream(new MemoryStream(Compressed, writable: false), CompressionMode.Decompress);
}
