using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Serjeant.Data;
using Serjeant.Ledger;

namespace Serjeant.Chapters.Inbox.Ingest;

/// <summary>
/// What the ledger says of one message: a leaf hash over an HMAC-SHA-256 of what came in, under its author's key. Each part goes
/// in with its length. What people and later versions change (rank, state, findings) is not part of it.
/// </summary>
internal static class MessageCommitment
{
    public static byte[] LeafHash(ReadOnlySpan<byte> authorKey, Message message, ReadOnlySpan<byte> rawHash)
    {
        // Gathered first and hashed at once: a call for each part costs more than the hashing.
        var parts = new ArrayBufferWriter<byte>(1024);
        Add(parts, "message 1");
        Add(parts, message.Id.ToString(CultureInfo.InvariantCulture));
        Add(parts, ((int)message.Platform).ToString(CultureInfo.InvariantCulture));
        Add(parts, ((int)message.Kind).ToString(CultureInfo.InvariantCulture));
        Add(parts, message.ExternalId);
        Add(parts, message.ThreadId);
        Add(parts, message.InReplyTo);
        Add(parts, message.Account);
        Add(parts, message.AuthorId.ToString(CultureInfo.InvariantCulture));
        Add(parts, message.Subject);
        Add(parts, message.Text);
        Add(parts, message.Address);
        // PostgreSQL keeps microseconds, so nothing finer may count.
        Add(parts, (message.SentAt.UtcTicks / 10).ToString(CultureInfo.InvariantCulture));
        parts.Write(rawHash);
        return MerkleHash.Leaf(HMACSHA256.HashData(authorKey, parts.WrittenSpan));
    }

    private static void Add(ArrayBufferWriter<byte> parts, string? part)
    {
        var length = part is null ? -1 : Encoding.UTF8.GetByteCount(part);
        BinaryPrimitives.WriteInt32BigEndian(parts.GetSpan(sizeof(int)), length);
        parts.Advance(sizeof(int));
        if (part is not null)
            parts.Advance(Encoding.UTF8.GetBytes(part, parts.GetSpan(length)));
    }
}
