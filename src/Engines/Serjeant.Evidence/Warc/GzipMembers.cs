using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Serjeant.Evidence;

/// <summary>
/// Reads a file of gzip members (RFC 1952 §2.2) one by one and tells where each ends, which <see cref="GZipStream"/> does not:
/// an index names records by the place and length of their members. What is unpacked is given out in pieces that stop before anything
/// that could be a member's beginning, so the last piece taken reaches into this member's checksum and length and never beyond them.
/// </summary>
/// <param name="file">Read from front to back; stays open.</param>
internal sealed class GzipMembers(Stream file) : IDisposable
{
    private const int Piece = 8 * 1024, MaxText = 4 * 1024, Trailer = 8;

    private static ReadOnlySpan<byte> Magic => [0x1f, 0x8b, 8];

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] buffer = new byte[256 * 1024];
    private long bufferAt;
    private int at, end;
    private int pieceAt, hashed;
    private DeflateStream? inflate;
    private Crc32 crc;
    private long unpacked;

    /// <summary>Where the member starts that is being read.</summary>
    public long Offset { get; private set; }

    /// <summary>Turns to the next member.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="FormatException">What comes is no gzip member.</exception>
    public bool Next()
    {
        pieceAt = hashed = at;
        if (at == end && !Fill())
            return false;
        Offset = bufferAt + at;
        ReadHeader();
        inflate?.Dispose();
        inflate = new DeflateStream(new Pieces(this), CompressionMode.Decompress);
        (crc, unpacked) = (new Crc32(), 0);
        return true;
    }

    /// <returns>0 at the end of the member.</returns>
    /// <exception cref="InvalidDataException">It can't be unpacked.</exception>
    public int Read(Span<byte> bytes)
    {
        var read = inflate!.Read(bytes);
        crc.Append(bytes[..read]);
        unpacked += read;
        return read;
    }

    /// <summary>Closes a member that was read to its end.</summary>
    /// <returns>Its length and SHA-256 as it is in the file.</returns>
    /// <exception cref="FormatException">It is not followed by its checksum and length.</exception>
    public (long Length, string Sha256) End()
    {
        while (end < at + Trailer + Magic.Length && Fill())
        {
        }
        Span<byte> trailer = stackalloc byte[Trailer];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, crc.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], (uint)unpacked);
        var found = -1;
        for (var close = Math.Max(at, pieceAt + Trailer); found < 0 && close <= Math.Min(at + Trailer, end); close++)
            if (buffer.AsSpan(close - Trailer, Trailer).SequenceEqual(trailer) && (close == end || buffer.AsSpan(close, end - close).StartsWith(Magic)))
                found = close;
        if (found < 0 || unpacked == 0)
            throw new FormatException("A packed record is cut short, or not what its checksum says.");
        // Only a file made to mislead holds it twice; other programs would then see other records than this one.
        if (buffer.AsSpan(pieceAt, found - 1 - pieceAt).IndexOf(trailer) >= 0)
            throw new FormatException("It can't be told where a packed record ends.");
        at = found;
        hash.AppendData(buffer, hashed, at - hashed);
        return (bufferAt + at - Offset, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public void Dispose()
    {
        inflate?.Dispose();
        hash.Dispose();
    }

    // What stands before the piece last given out is part of the member for certain.
    private bool Fill()
    {
        hash.AppendData(buffer, hashed, pieceAt - hashed);
        var kept = end - pieceAt;
        Buffer.BlockCopy(buffer, pieceAt, buffer, 0, kept);
        bufferAt += pieceAt;
        (at, end, pieceAt, hashed) = (at - pieceAt, kept, 0, 0);
        var read = file.Read(buffer, end, buffer.Length - end);
        end += read;
        return read > 0;
    }

    private int Give(Span<byte> bytes)
    {
        pieceAt = at;
        while (end < at + Magic.Length && Fill())
        {
        }
        if (at == end)
            return 0;
        var count = Math.Min(Math.Min(bytes.Length, Piece), end - at);
        var ahead = buffer.AsSpan(at + 1, Math.Min(count - 1 + Magic.Length, end - at - 1));
        var next = ahead.IndexOf(Magic);
        // At the very end of what was read the beginning may be cut; it is looked at again with what follows it.
        for (var cut = Math.Min(Magic.Length - 1, ahead.Length); next < 0 && cut > 0; cut--)
            if (at + 1 + ahead.Length == end && ahead.EndsWith(Magic[..cut]))
                next = ahead.Length - cut;
        if (next >= 0)
            count = Math.Min(count, next + 1);
        buffer.AsSpan(at, count).CopyTo(bytes);
        at += count;
        return count;
    }

    // RFC 1952 §2.3.
    private void ReadHeader()
    {
        if (Byte() != 0x1f || Byte() != 0x8b || Byte() != 8)
            throw new FormatException("It is not packed record by record.");
        var flags = Byte();
        Skip(6);
        if ((flags & 4) != 0)
            Skip(Byte() | Byte() << 8);
        if ((flags & 8) != 0)
            SkipText();
        if ((flags & 16) != 0)
            SkipText();
        if ((flags & 2) != 0)
            Skip(2);
    }

    private void Skip(int count)
    {
        for (var i = 0; i < count; i++)
            Byte();
    }

    private void SkipText()
    {
        for (var i = 0; Byte() != 0; i++)
            if (i > MaxText)
                throw new FormatException("A packed record's name is too long.");
    }

    private int Byte()
    {
        pieceAt = at;
        return at < end || Fill() ? buffer[at++] : throw new FormatException("A packed record is cut short.");
    }

    private sealed class Pieces(GzipMembers members) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer) => members.Give(buffer);
    }
}
