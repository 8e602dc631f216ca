using MimeKit;

namespace Serjeant.Mail.Messages;

/// <summary>A message attached to another, with those attached to it in turn.</summary>
/// <param name="Name">Its file's name; empty where it has none.</param>
/// <param name="Raw">As it would be handed over by itself: RFC 5322, or as classic Outlook saved it.</param>
public sealed record AttachedMail(string Name, ReadOnlyMemory<byte> Raw, AttachedMails Within);

/// <summary>Messages attached to a message, as parts (<c>message/rfc822</c>) or as <c>.eml</c> and <c>.msg</c> files. Bounded in number and depth.</summary>
/// <param name="Cuts">What was left out, in plain words; a lure may stand there.</param>
public sealed record AttachedMails(IReadOnlyList<AttachedMail> Mails, IReadOnlyList<string> Cuts)
{
    private static readonly AttachedMails None = new([], []);

    /// <summary>Whether a part of a mail is a message by itself.</summary>
    public static bool Is(MimeEntity part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part is MessagePart || part is MimePart file && MailParts.KindOf(file, MailParts.NameOf(file)) == FileKind.Mail;
    }

    /// <summary>Nothing where these bytes are no mail. None of it holds more bytes than what it is attached to.</summary>
    public static AttachedMails Of(ReadOnlyMemory<byte> raw, MailLimits? limits = null)
    {
        var bounds = limits ?? MailLimits.Usual;
        var left = bounds.AttachedMails;
        return Within(raw, bounds, 1, ref left);
    }

    private static AttachedMails Within(ReadOnlyMemory<byte> raw, MailLimits limits, int depth, ref int left)
    {
        var tooDeep = depth > limits.AttachedDepth;
        var found = Found(raw, limits, tooDeep ? 1 : left + 1);
        if (found.Count == 0) return None;
        if (tooDeep) return new([], [$"Messages are attached to messages more than {limits.AttachedDepth} deep; what is deepest was not judged."]);
        var mails = new List<AttachedMail>();
        foreach (var (name, bytes) in found)
        {
            if (left == 0) return new(mails, [$"There are more than {limits.AttachedMails} attached messages; the others were not judged."]);
            left--;
            mails.Add(new AttachedMail(name, bytes, Within(bytes, limits, depth + 1, ref left)));
        }
        return new(mails, []);
    }

    private static IReadOnlyList<(string Name, byte[] Bytes)> Found(ReadOnlyMemory<byte> raw, MailLimits limits, int most)
    {
        try
        {
            // What the reader leaves out it tells of by itself.
            return MailReader.Opened(raw, limits, new MailCuts(), mail => MailParts.Of(mail, limits, new MailCuts()).Mails
                .Select(m => (m.Name, Bytes: Bytes(m.Entity, limits))).Where(m => m.Bytes.Length > 0).Take(most).ToArray());
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static byte[] Bytes(MimeEntity entity, MailLimits limits)
    {
        if (entity is MimePart file) return MailParts.Bytes(file, limits.Bytes, out _).ToArray();
        using var written = new MemoryStream();
        ((MessagePart)entity).Message?.WriteTo(written);
        return written.ToArray();
    }
}
