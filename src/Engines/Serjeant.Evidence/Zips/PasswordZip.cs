using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Serjeant.Evidence;

/// <summary>
/// Writes one file as a zip that opens with a password only: WinZip's AE-2 with AES-256, stored, front to back, in constant memory at
/// any length. Names in such a zip are not encrypted, so a pack goes into it whole, as one file (docs/adr/0087).
/// </summary>
/// <remarks>
/// "AES Encryption Information: Encryption Specification AE-1 and AE-2" (winzip.com), §II and §III. The data are salt (16 bytes), password check (2), AES-256
/// in counter mode with a little-endian counter from 1, and the first 10 bytes of an HMAC-SHA-1 over the ciphertext. Keys are PBKDF2 with HMAC-SHA-1 and
/// 1,000 rounds, few by today's measure: the password must have the strength itself.
/// </remarks>
public static class PasswordZip
{
    private const int Salt = 16, Check = 2, Code = 10, Key = 32, Block = 16, Rounds = 1000;
    private const int Chunk = 64 * 1024;

    /// <summary>How long the zip of a file is, in bytes.</summary>
    public static long LengthOf(string name, long bytes)
    {
        var entry = new SealedEntry(name, bytes);
        var central = SealedRecords.Central(entry).Length;
        return SealedRecords.Local(entry).Length + entry.Packed + central + ZipRecords.End(1, central, SealedRecords.Local(entry).Length + entry.Packed).Length;
    }

    /// <param name="name">What the file is called inside; anybody can read it.</param>
    /// <param name="content">The file; read once.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="password">ASCII, and strong: at least 90 bits of chance.</param>
    /// <exception cref="InvalidDataException">The file is not as long as was said. What was written is no zip and must be thrown away.</exception>
    public static async Task WriteAsync(Stream output, string name, Stream content, long bytes, string password, CancellationToken cancellation)
    {
        var entry = new SealedEntry(name, bytes);
        var local = SealedRecords.Local(entry);
        await output.WriteAsync(local, cancellation);
        await EncryptAsync(output, content, bytes, password, cancellation);
        var central = SealedRecords.Central(entry);
        await output.WriteAsync(central, cancellation);
        await output.WriteAsync(ZipRecords.End(1, central.Length, local.Length + entry.Packed), cancellation);
        await output.FlushAsync(cancellation);
    }

    private static async Task EncryptAsync(Stream output, Stream content, long bytes, string password, CancellationToken cancellation)
    {
        var salt = RandomNumberGenerator.GetBytes(Salt);
        var keys = Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(password), salt, Rounds, HashAlgorithmName.SHA1, Key + Key + Check);
        using var aes = Aes.Create();
        aes.Key = keys[..Key];
        using var code = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, keys.AsSpan(Key, Key));
        var (buffer, stream) = (ArrayPool<byte>.Shared.Rent(Chunk), new byte[Chunk]);
        try
        {
            await output.WriteAsync(salt, cancellation);
            await output.WriteAsync(keys.AsMemory(Key + Key), cancellation);
            var (done, counter) = (0L, 1L);
            while (await content.ReadAtLeastAsync(buffer.AsMemory(0, Chunk), Chunk, throwOnEndOfStream: false, cancellation) is var read and > 0)
            {
                counter = Scramble(aes, buffer.AsSpan(0, read), stream, counter);
                code.AppendData(buffer, 0, read);
                await output.WriteAsync(buffer.AsMemory(0, read), cancellation);
                done += read;
                if (done > bytes)
                    break;
            }
            if (done != bytes)
                throw new InvalidDataException("The file is not as long as was said.");
            await output.WriteAsync(code.GetHashAndReset().AsMemory(0, Code), cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            CryptographicOperations.ZeroMemory(keys);
        }
    }

    /// <summary>Counter mode. Every chunk but the last is a whole number of blocks.</summary>
    private static long Scramble(Aes aes, Span<byte> data, byte[] stream, long counter)
    {
        var blocks = (data.Length + Block - 1) / Block;
        var used = stream.AsSpan(0, blocks * Block);
        used.Clear();
        for (var i = 0; i < blocks; i++)
            BinaryPrimitives.WriteInt64LittleEndian(used[(i * Block)..], counter++);
        aes.EncryptEcb(used, used, PaddingMode.None);
        for (var i = 0; i < data.Length; i++)
            data[i] ^= stream[i];
        return counter;
    }

    /// <param name="Bytes">Of the file itself.</param>
    internal sealed record SealedEntry(string Name, long Bytes)
    {
        /// <summary>In the zip.</summary>
        public long Packed => Bytes + Salt + Check + Code;
    }
}
