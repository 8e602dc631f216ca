using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Text.Near;

namespace Serjeant.Chapters.Inbox.Ingest;

/// <summary>One message judged and packed, all but its ids: what can be worked out without the database.</summary>
/// <param name="Message">Not tracked; ids, author and group are filled in by the batch.</param>
/// <param name="Author">As this message gives it; its id is filled in by the batch.</param>
/// <param name="Raw">Null where the object it came as is not kept.</param>
/// <param name="Words">What a search finds it by.</param>
/// <param name="Near">What near copies are found by; null where there is nothing to compare.</param>
internal sealed record PreparedMessage(
    Message Message, Author Author, IReadOnlyList<Finding> Findings, byte[]? Raw, byte[] RawHash, string RawType, string Words, NearText? Near);
