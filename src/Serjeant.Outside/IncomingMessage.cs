using Serjeant.Moderation;

namespace Serjeant.Outside;

/// <summary>
/// One message as it came from a platform, an export or a mailbox: the single shape that every reader hands to the inbox.
/// Everything in it was written by a stranger; nothing is trusted, and nothing has been removed but NUL and broken surrogates.
/// </summary>
/// <param name="ExternalId">The source's own id, or a SHA-256-based one where it has none. The same message read twice has the same id.</param>
/// <param name="ThreadId">What the source groups it under: a conversation, a post, a mail thread's first message id.</param>
/// <param name="Text">What a person reads. Where there is only a picture or a file it is a note in square brackets.</param>
/// <param name="SentAt">When the sender's side says it was sent; null where that can't be read.</param>
/// <param name="Address">The web address of the message itself.</param>
/// <param name="InReplyTo">The source's id of what it answers.</param>
/// <param name="Account">The office's account that it came to.</param>
/// <param name="Raw">The raw object as kept: the mail, the JSON object, or a table's row as a JSON object of its columns.</param>
/// <param name="RawType">The media type of <paramref name="Raw"/>.</param>
/// <param name="ParentText">The text of the post it answers, where the source gives it: bounded.</param>
public sealed record IncomingMessage(
    Platform Platform,
    MessageKind Kind,
    string ExternalId,
    string? ThreadId,
    IncomingAuthor Author,
    string Text,
    DateTimeOffset? SentAt,
    string? Address,
    string? InReplyTo,
    string? Subject,
    string? Account,
    ReadOnlyMemory<byte> Raw,
    string RawType,
    string? ParentText = null);
