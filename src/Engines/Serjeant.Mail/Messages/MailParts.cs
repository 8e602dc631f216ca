using System.Text;
using MimeKit;

namespace Serjeant.Mail.Messages;

/// <summary>The text that is shown and the files that are attached, found in a tree of parts without recursion.</summary>
internal sealed class MailParts
{
    private readonly MailLimits limits;
    private readonly List<Attachment> attachments = [];
    private readonly List<(string, MimeEntity)> mails = [];

    private readonly MailCuts cuts;

    private MailParts(MailLimits limits, MailCuts cuts) => (this.limits, this.cuts) = (limits, cuts);

    internal string? Plain { get; private set; }

    internal string? Html { get; private set; }

    /// <summary>There is more plain text than was decoded.</summary>
    internal bool PlainCut { get; private set; }

    /// <summary>There is more HTML than was decoded.</summary>
    internal bool HtmlCut { get; private set; }

    internal IReadOnlyList<Attachment> Attachments => attachments;

    /// <summary>Those of them that are messages.</summary>
    internal IReadOnlyList<(string Name, MimeEntity Entity)> Mails => mails;

    internal static MailParts Of(MimeMessage mail, MailLimits limits, MailCuts cuts)
    {
        var parts = new MailParts(limits, cuts);
        var waiting = new Stack<(MimeEntity Entity, bool First)>();
        if (mail.Body is not null) waiting.Push((mail.Body, true));
        var left = limits.Parts;
        var files = 0;
        while (left-- > 0 && waiting.TryPop(out var next))
        {
            if (next.Entity is Multipart multipart)
            {
                for (var i = Math.Min(multipart.Count, limits.Parts) - 1; i >= 0; i--) waiting.Push((multipart[i], next.First));
            }
            else if (next.Entity is TextPart { IsAttachment: false } text && parts.TakeText(text))
            {
                continue;
            }
            // What lies deeper than is parsed stays in one piece.
            else if (next.Entity is MimePart && next.Entity.ContentType.MediaType.Equals("multipart", StringComparison.OrdinalIgnoreCase))
            {
                cuts.TellHiding($"Parts lie within parts more than {limits.Depth} deep, as in no ordinary mail; what is deepest was not looked at.");
            }
            else if (++files <= limits.Attachments)
            {
                parts.TakeFile(next.Entity);
            }
        }
        if (waiting.Count > 0) cuts.TellHiding($"The message is made of more than {limits.Parts} parts; the others were not looked at.");
        if (files > limits.Attachments) cuts.TellHiding($"There are more than {limits.Attachments} attached files; the others were not looked at.");
        return parts;
    }

    // The first of each kind is what mail programs show; more text of the same kind is shown below it.
    private bool TakeText(TextPart part)
    {
        if (part.IsHtml)
        {
            if (Html?.Length > limits.HtmlLength / 2) HtmlCut = true;
            else (Html, HtmlCut) = (Html + Decode(part, limits.HtmlLength, out var more), HtmlCut || more);
            return true;
        }
        if (!part.ContentType.IsMimeType("text", "plain") && Plain is not null) return false;
        if (part.ContentType.IsMimeType("text", "calendar")) return false;
        if (Plain?.Length > limits.TextLength)
        {
            PlainCut = true;
            return true;
        }
        var text = Decode(part, limits.TextLength + 1, out var cut);
        PlainCut |= cut;
        Plain = (Plain is null ? "" : Plain + "\n") + text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd();
        return true;
    }

    private void TakeFile(MimeEntity entity)
    {
        var clean = NameOf(entity);
        var shown = entity.ContentId is { Length: > 0 } && entity is MimePart { IsAttachment: false };
        var (kind, inside) = entity is MimePart part ? Look(part, KindOf(part, clean)) : (FileKind.Mail, (IReadOnlyList<string>)[]);
        if (kind == FileKind.Mail) mails.Add((clean, entity));
        attachments.Add(new Attachment(clean, kind, inside, shown && kind is FileKind.Picture or FileKind.Other));
    }

    internal static string NameOf(MimeEntity entity) => new([.. (entity.ContentDisposition?.FileName ?? entity.ContentType.Name ?? "").Where(c => !char.IsControl(c)).Take(300)]);

    /// <summary>What it says that it is.</summary>
    internal static FileKind KindOf(MimePart part, string name) => FileKinds.OfName(name) is var kind and not FileKind.Other ? kind : OfType(part.ContentType);

    private (FileKind, IReadOnlyList<string>) Look(MimePart part, FileKind named)
    {
        var bytes = Bytes(part, named == FileKind.Picture ? 512 : limits.AttachmentBytes, out var more);
        if (bytes.StartsWith("PK\u0003\u0004"u8))
        {
            var (names, locked) = ArchiveNames.Read(bytes, limits.ArchiveEntries);
            if (more || names.Count >= limits.ArchiveEntries) cuts.Tell("Not all names of files within the attached files were looked at.");
            if (locked) return (FileKind.LockedArchive, names);
            if (names.Any(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) return (FileKind.Macros, names);
            return named is FileKind.Office or FileKind.Program or FileKind.Macros ? (named, []) : (FileKind.Archive, names);
        }
        if (ArchiveNames.IsLockedRar(bytes)) return (FileKind.LockedArchive, []);
        var seen = FileKinds.OfBytes(bytes);
        // Old Office files keep macros in a storage of this name, in UTF-16 ([MS-OVBA] §2.2.1).
        if (named == FileKind.Office && bytes.StartsWith(new byte[] { 0xD0, 0xCF, 0x11, 0xE0 }) && bytes.IndexOf("_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0"u8) >= 0) return (FileKind.Macros, []);
        return (seen is FileKind.Other || named is FileKind.Page or FileKind.Svg or FileKind.Program or FileKind.Macros or FileKind.Notebook or FileKind.DiskImage ? named : seen, []);
    }

    private static FileKind OfType(ContentType type) => (type.MediaType.ToLowerInvariant(), type.MediaSubtype.ToLowerInvariant()) switch
    {
        ("text", "html") or ("application", "xhtml+xml") => FileKind.Page,
        ("image", "svg+xml") => FileKind.Svg,
        ("application", "pdf") => FileKind.Pdf,
        ("application", "onenote" or "msonenote") => FileKind.Notebook,
        ("application", "x-iso9660-image" or "x-raw-disk-image") => FileKind.DiskImage,
        ("application", "zip" or "x-zip-compressed" or "x-7z-compressed" or "vnd.rar" or "x-rar-compressed") => FileKind.Archive,
        ("text", "calendar") => FileKind.Calendar,
        ("message", "rfc822" or "global") or ("application", "vnd.ms-outlook") => FileKind.Mail,
        ("image", _) => FileKind.Picture,
        _ => FileKind.Other,
    };

    internal static ReadOnlySpan<byte> Bytes(MimePart part, int most, out bool more)
    {
        more = false;
        if (part.Content is null) return [];
        using var stream = part.Content.Open();
        var bytes = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while (bytes.Length < most && (read = stream.Read(chunk, 0, chunk.Length)) > 0) bytes.Write(chunk, 0, read);
        more = bytes.Length >= most && stream.Read(chunk, 0, 1) > 0;
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
    }

    private static string Decode(TextPart part, int most, out bool more)
    {
        var bytes = Bytes(part, most, out more);
        return Charset(part.ContentType.Charset, bytes).GetString(bytes);
    }

    // A charset that isn't known, or a claim of UTF-8 that the bytes don't keep, is read as Windows-1252, as browsers do.
    private static Encoding Charset(string? name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(new byte[] { 0xFF, 0xFE })) return Encoding.Unicode;
        if (string.IsNullOrWhiteSpace(name) || name.Contains("utf-8", StringComparison.OrdinalIgnoreCase) || name.Contains("ascii", StringComparison.OrdinalIgnoreCase))
            return System.Text.Unicode.Utf8.IsValid(bytes) || MostlyUtf8(bytes) ? Encoding.UTF8 : Encoding.GetEncoding(1252);
        try
        {
            var named = Encoding.GetEncoding(name.Trim().Trim('"', '\''));
            return named.CodePage == 65000 ? Encoding.ASCII : named;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.GetEncoding(1252);
        }
    }

    // One broken byte among thousands is damage, not another charset.
    private static bool MostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        var (good, bad) = (0, 0);
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var used);
            if (status != System.Buffers.OperationStatus.Done) bad++;
            else if (rune.Value > 127) good++;
            bytes = bytes[Math.Max(1, used)..];
        }
        return good > bad * 4;
    }
}
