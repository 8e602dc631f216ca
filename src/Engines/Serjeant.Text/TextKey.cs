using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Serjeant.Text;

/// <summary>
/// A stable 64-bit key for "the same text": equal for messages that differ only in case, spacing, punctuation, look-alike
/// or invisible characters, accents, @names and web addresses.
/// </summary>
/// <remarks>
/// It is the start of a SHA-256, not a quick hash: people act on a whole group at once, so nobody should be able to craft a
/// message that joins another's group. Treat the value as part of stored data: a change of folding is a change of key.
/// </remarks>
public static class TextKey
{
    /// <summary>The key, or null when nothing is left to compare (empty, punctuation, only names or addresses).</summary>
    public static long? Of(string text) => Of(Folder.Fold(text));

    /// <inheritdoc cref="Of(string)"/>
    public static long? Of(FoldedText folded)
    {
        ArgumentNullException.ThrowIfNull(folded);
        var room = ArrayPool<char>.Shared.Rent(Math.Max(1, folded.Chars.Length));
        try
        {
            var length = 0;
            foreach (var token in folded.TokenList)
            {
                if (token.Kind is TokenKind.Name or TokenKind.Url) continue;
                foreach (var c in folded.TextOf(token))
                    if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || token.Kind == TokenKind.Emoji) room[length++] = c;
            }
            if (length == 0) return null;
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(MemoryMarshal.AsBytes(room.AsSpan(0, length)), hash);
            return BinaryPrimitives.ReadInt64LittleEndian(hash);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(room, clearArray: true);
        }
    }
}
