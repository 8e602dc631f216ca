using System.Security.Cryptography;

namespace Serjeant.Outside.Storage;

/// <summary>Encrypts one stream into the form of <see cref="BlobFormat"/>, holding two chunks in memory at a time.</summary>
internal static class BlobWriter
{
    /// <summary>Writes header and chunks to <paramref name="file"/>, which must be empty and seekable.</summary>
    /// <returns>The plain SHA-256 and length.</returns>
    public static async Task<(byte[] Sha256, long Length)> WriteAsync(Stream file, Stream content, OfficeKey office, long limit, CancellationToken cancel)
    {
        var fileKey = RandomNumberGenerator.GetBytes(32);
        using var aes = new AesGcm(fileKey, BlobFormat.TagSize);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var header = new byte[BlobFormat.HeaderSize];
        await file.WriteAsync(header, cancel);

        var current = new byte[BlobFormat.ChunkSize];
        var next = new byte[BlobFormat.ChunkSize];
        var sealedChunk = new byte[BlobFormat.ChunkSize + BlobFormat.TagSize];
        var filled = await content.ReadAtLeastAsync(current, current.Length, throwOnEndOfStream: false, cancel);
        long length = 0;
        for (long index = 0; ; index++)
        {
            length += filled;
            if (length > limit)
                throw new VaultException($"The file is larger than {limit / (1024 * 1024)} MiB, the most that one piece of evidence may be.");
            hash.AppendData(current, 0, filled);
            var following = filled < current.Length ? 0 : await content.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, cancel);
            Seal(aes, current.AsSpan(0, filled), sealedChunk, index, last: following == 0);
            await file.WriteAsync(sealedChunk.AsMemory(0, filled + BlobFormat.TagSize), cancel);
            if (following == 0)
                break;
            (current, next, filled) = (next, current, following);
        }

        var sha256 = hash.GetHashAndReset();
        BlobFormat.WriteHeader(header, office, fileKey, sha256, length);
        CryptographicOperations.ZeroMemory(fileKey);
        file.Position = 0;
        await file.WriteAsync(header, cancel);
        return (sha256, length);
    }

    private static void Seal(AesGcm aes, ReadOnlySpan<byte> plain, Span<byte> output, long index, bool last)
    {
        Span<byte> nonce = stackalloc byte[BlobFormat.NonceSize];
        BlobFormat.ChunkNonce(nonce, index, last);
        aes.Encrypt(nonce, plain, output[..plain.Length], output.Slice(plain.Length, BlobFormat.TagSize));
    }
}
