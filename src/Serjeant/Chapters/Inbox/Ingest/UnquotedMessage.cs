using System.Security.Cryptography;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Moderation;
using Serjeant.Outside.FromBrowser;

namespace Serjeant.Chapters.Inbox.Ingest;

/// <summary>An answer to a sealed-off message, without what may quote it: the quote, the object it came as, and what a mail quotes.</summary>
internal static class UnquotedMessage
{
    public static PreparedMessage Of(PreparedMessage prepared)
    {
        var message = prepared.Message;
        message.ParentText = null;
        var bare = prepared with { Raw = null };
        if (prepared is { RawType: CommentMessages.RawType, Raw: { } packed } && CommentMessages.WithoutPost(RawObject.Unpack(packed)) is { } read)
            bare = prepared with { Raw = RawObject.Pack(read), RawHash = SHA256.HashData(read) };
        if (message.Kind != MessageKind.Email || QuotedMail.Without(message.Text) is not { } cut)
            return bare;
        message.Text = cut.Text;
        return bare with
        {
            Words = SearchWords.Of(cut.Text, message.Subject, bare.Author.DisplayName, bare.Author.Handle),
            Findings = [.. bare.Findings.Select(f => f.Start + f.Length > cut.Same ? f with { Start = 0, Length = 0 } : f)],
        };
    }
}
