using System.Text;

namespace Serjeant.Outside.Exports;

/// <summary>Tells a single file's kind by how it begins and only then by its name, since people rename files.</summary>
internal static class ExportSniffer
{
    private const int Looked = 16 * 1024;

    public static async Task<(ExportKind Kind, string? Fault)> LookAsync(ExportFile file, CancellationToken cancellationToken)
    {
        var head = new byte[Looked];
        await using var stream = file.Open();
        var length = await stream.ReadAtLeastAsync(head, Looked, throwOnEndOfStream: false, cancellationToken);
        return length == 0 ? (ExportKind.Unknown, "The file is empty.") : Look(head.AsSpan(0, length), file.Path);
    }

    private static (ExportKind Kind, string? Fault) Look(ReadOnlySpan<byte> head, string path)
    {
        if (Refused(head) is { } fault)
            return (ExportKind.Unknown, fault);
        if (head.StartsWith("From "u8))
            return (ExportKind.Mailbox, null);
        var text = head.StartsWith(Encoding.UTF8.Preamble) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        if (text.StartsWith("window.YTD.direct_message"u8))
            return (ExportKind.XMessages, null);
        var named = PathTail.KindOf(path);
        if (text.Length > 0 && text[0] is (byte)'{' or (byte)'[')
        {
            var meta = text[0] == '{' && (head.IndexOf("\"participants\""u8) >= 0 || head.IndexOf("\"sender_name\""u8) >= 0) && named != ExportKind.Json;
            return (meta ? named == ExportKind.InstagramMessages ? named : ExportKind.FacebookMessages : ExportKind.Json, null);
        }
        if (named is ExportKind.Csv or ExportKind.Email or ExportKind.Json)
            return (named, null);
        if (LooksLikeMail(text))
            return (ExportKind.Email, null);
        var line = text.IndexOf((byte)'\n') is var end and > 0 ? text[..end] : text;
        return line.IndexOfAny(",;\t"u8) >= 0 && head.IndexOf((byte)0) < 0
            ? (ExportKind.Csv, null)
            : (ExportKind.Unknown, null);
    }

    private static string? Refused(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("!BDN"u8))
            return "This is an Outlook data file (.pst). In Outlook, drag the mails to a folder to get .eml or .msg files, or export them from a mail program as .mbox.";
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return "This is an Outlook message (.msg) or an old Office document. Open it and save it as .eml, or a table as CSV.";
        if (head.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF]) || head.StartsWith("Rar!"u8)
            || head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) || head.StartsWith("BZh"u8))
            return "This is a packed archive, but not a zip. Unpack it and choose the file or folder inside.";
        if (head.StartsWith("%PDF"u8))
            return "This is a PDF. Messages can't be read out of it; export them as .eml, CSV or JSON.";
        return head.TrimStart(" \t\r\n"u8).StartsWith("<!DOCTYPE html"u8) || head.TrimStart(" \t\r\n"u8).StartsWith("<html"u8)
            ? "This is a web page. Ask the platform for your information again and choose JSON as the format."
            : null;
    }

    private static bool LooksLikeMail(ReadOnlySpan<byte> text)
    {
        foreach (var field in (ReadOnlySpan<string>)["Received:", "Return-Path:", "Delivered-To:", "From:", "Subject:", "Date:", "Message-ID:", "MIME-Version:", "To:", "X-"])
        {
            if (text.Length > field.Length && Ascii.EqualsIgnoreCase(text[..field.Length], field))
                return true;
        }
        return false;
    }
}
