using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Serjeant.Outside.Exports.Bytes;

/// <summary>
/// Ids for sources that give none. Each part goes in with its length, so that no two different lists of parts can look alike.
/// </summary>
internal static class StableId
{
    /// <summary><c>sha256:</c> and 32 hexadecimal digits (128 bits).</summary>
    public static string Of(params ReadOnlySpan<string?> parts) => "sha256:" + Hex(parts, 16);

    /// <summary>The hexadecimal digits alone, for use after an id that senders may choose.</summary>
    public static string Hex(ReadOnlySpan<string?> parts, int bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var text = part is null ? [] : Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, part is null ? -1 : text.Length);
            hash.AppendData(length);
            hash.AppendData(text);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, bytes));
    }

    public static string OfBytes(ReadOnlySpan<byte> bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));
}
