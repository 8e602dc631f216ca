using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Serjeant.Outside.Storage;

/// <summary>
/// How a stored file lies in the store: a header, then chunks of at most 64 KiB, each AES-256-GCM under the file's own random
/// key with its tag behind it. The nonce of a chunk is its number and whether it is the last (the STREAM construction of
/// Hoang, Reyhanitabar, Rogaway and Vizár, 2015), so chunks cannot be reordered, dropped or cut off.
/// Header: magic (4 bytes), plain length (8, big endian), nonce (12), then the file key and the plain SHA-256 (32 + 32)
/// encrypted under the office's key with magic and length authenticated, and the tag (16).
/// </summary>
internal static class BlobFormat
{
    public const int HeaderSize = 4 + 8 + NonceSize + PayloadSize + TagSize;
    public const int ChunkSize = 64 * 1024;
    public const int TagSize = 16;
    public const int NonceSize = 12;
    private const int PayloadSize = 64;

    private static ReadOnlySpan<byte> Magic => "SJV1"u8;

    public static long ChunkCount(long length) => length == 0 ? 1 : ((length - 1) / ChunkSize) + 1;

    public static long FileSize(long length) => HeaderSize + length + (ChunkCount(length) * TagSize);

    /// <summary>Where a file lies: its name is an HMAC, so that a list of names shows nobody which known files an office keeps.</summary>
    public static BlobName NameOf(OfficeKey office, ReadOnlySpan<byte> sha256) =>
        new(office.Folder, Convert.ToHexStringLower(HMACSHA256.HashData(office.Naming, sha256)));

    public static void WriteHeader(Span<byte> header, OfficeKey office, ReadOnlySpan<byte> fileKey, ReadOnlySpan<byte> sha256, long length)
    {
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt64BigEndian(header[4..], length);
        var nonce = header.Slice(12, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        Span<byte> payload = stackalloc byte[PayloadSize];
        fileKey.CopyTo(payload);
        sha256.CopyTo(payload[32..]);
        using var aes = new AesGcm(office.FileWrapping, TagSize);
        aes.Encrypt(nonce, payload, header.Slice(24, PayloadSize), header[(24 + PayloadSize)..], header[..12]);
        CryptographicOperations.ZeroMemory(payload);
    }

    /// <exception cref="VaultException">Not such a file, another office's, or changed.</exception>
    public static (byte[] FileKey, byte[] Sha256, long Length) ReadHeader(ReadOnlySpan<byte> header, OfficeKey office)
    {
        if (!header[..4].SequenceEqual(Magic))
            throw Damaged();
        Span<byte> payload = stackalloc byte[PayloadSize];
        try
        {
            using var aes = new AesGcm(office.FileWrapping, TagSize);
            aes.Decrypt(header.Slice(12, NonceSize), header.Slice(24, PayloadSize), header[(24 + PayloadSize)..], payload, header[..12]);
        }
        catch (AuthenticationTagMismatchException inner)
        {
            throw Damaged(inner);
        }

        return (payload[..32].ToArray(), payload[32..].ToArray(), BinaryPrimitives.ReadInt64BigEndian(header[4..]));
    }

    public static void ChunkNonce(Span<byte> nonce, long index, bool last)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[3..], index);
        nonce[11] = last ? (byte)1 : (byte)0;
    }

    public static VaultException Damaged(Exception? inner = null) => inner is null
        ? new VaultException("A stored file has been changed or damaged since it was sealed.")
        : new VaultException("A stored file has been changed or damaged since it was sealed.", inner);
}
