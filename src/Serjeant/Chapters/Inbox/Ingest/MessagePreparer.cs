using System.Security.Cryptography;
using System.Text;
using Serjeant.Chapters.Inbox.Judging;
using Serjeant.Data;
using Serjeant.Outside;
using Serjeant.Text;
using Serjeant.Text.Near;

namespace Serjeant.Chapters.Inbox.Ingest;

/// <summary>Judges and packs messages. Safe to call from many threads.</summary>
internal sealed class MessagePreparer(JudgeNow judge, TimeProvider time, NearKey near)
{
    private const int KeyLength = 300;

    public PreparedMessage Prepare(IncomingMessage incoming)
    {
        var now = time.GetUtcNow();
        var folded = Folder.Fold(incoming.Text);
        var verdict = judge.Judge(folded, incoming.ParentText);
        var message = new Message
        {
            Platform = incoming.Platform,
            Kind = incoming.Kind,
            ExternalId = incoming.ExternalId.Length <= KeyLength ? incoming.ExternalId : "sha256:" + Hash(incoming.ExternalId),
            ThreadId = incoming.ThreadId,
            InReplyTo = incoming.InReplyTo,
            ParentText = incoming.ParentText,
            Account = incoming.Account,
            Subject = incoming.Subject,
            Text = incoming.Text,
            Address = incoming.Address,
            SentAt = SentAt(incoming, now),
            ReceivedAt = now,
            TextKey = TextKey.Of(folded),
        };
        MessageMarks.Set(message, verdict);
        var raw = incoming.Raw.Span;
        return new PreparedMessage(
            message, AuthorOf(incoming), verdict.Findings, RawObject.Pack(raw), SHA256.HashData(raw), incoming.RawType,
            SearchWords.Of(incoming.Text, incoming.Subject, incoming.Author.DisplayName, incoming.Author.Handle), NearText.Of(folded, near));
    }

    /// <summary>A date in the future is a sender's trick or a broken clock, and would hold its place in the queue for years.</summary>
    private static DateTimeOffset SentAt(IncomingMessage incoming, DateTimeOffset now) =>
        incoming.SentAt is { } sent && sent < now + TimeSpan.FromDays(1) ? sent.ToUniversalTime() : now;

    private static Author AuthorOf(IncomingMessage incoming)
    {
        var author = incoming.Author;
        return new Author
        {
            Platform = incoming.Platform,
            Key = Key(author),
            Handle = author.Handle,
            DisplayName = author.DisplayName,
            PlatformId = author.PlatformId,
            ProfileAddress = author.ProfileAddress,
        };
    }

    private static string Key(IncomingAuthor author)
    {
        if (author.PlatformId is { Length: <= KeyLength } id)
            return id;
        if (author.Handle is { Length: <= KeyLength } handle)
            return handle.TrimStart('@').ToLowerInvariant();
        return (author.PlatformId ?? author.Handle ?? author.DisplayName) is { } name ? "name:" + Hash(name) : "unknown";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
