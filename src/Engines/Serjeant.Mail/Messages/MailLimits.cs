namespace Serjeant.Mail.Messages;

/// <summary>How much of a message is looked at. What lies beyond is left out and told in <see cref="MailReading.Cuts"/>; genuine mail stays well below.</summary>
public sealed record MailLimits
{
    public static MailLimits Usual { get; } = new();

    /// <summary>Bytes of the message, attachments included.</summary>
    public int Bytes { get; init; } = 48 * 1024 * 1024;

    /// <summary>Bytes of the header block.</summary>
    public int HeaderBytes { get; init; } = 256 * 1024;

    /// <summary>Bytes of one header field.</summary>
    public int FieldBytes { get; init; } = 16 * 1024;

    /// <summary>Header fields.</summary>
    public int Fields { get; init; } = 500;

    /// <summary>Bytes of the header block of a part.</summary>
    public int PartHeaderBytes { get; init; } = 64 * 1024;

    /// <summary>Parts within parts.</summary>
    public int Depth { get; init; } = 50;

    /// <summary>Parts altogether.</summary>
    public int Parts { get; init; } = 1_000;

    /// <summary>UTF-16 code units of HTML that are read.</summary>
    public int HtmlLength { get; init; } = 2_000_000;

    /// <summary>UTF-16 code units of the text that a reader sees.</summary>
    public int TextLength { get; init; } = 200_000;

    /// <summary>Links.</summary>
    public int Links { get; init; } = 400;

    /// <summary>Attached files that are listed.</summary>
    public int Attachments { get; init; } = 100;

    /// <summary>Decoded bytes of one attachment that are looked into.</summary>
    public int AttachmentBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Attached messages that are judged, those attached to attached ones included.</summary>
    public int AttachedMails { get; init; } = 10;

    /// <summary>Messages attached to messages that are judged.</summary>
    public int AttachedDepth { get; init; } = 3;

    /// <summary>Names read from one archive.</summary>
    public int ArchiveEntries { get; init; } = 1_000;
}
