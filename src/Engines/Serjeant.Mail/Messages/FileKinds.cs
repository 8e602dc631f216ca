namespace Serjeant.Mail.Messages;

/// <summary>Tells kinds of files by the end of the name and by the first bytes, whichever says worse.</summary>
internal static class FileKinds
{
    private static readonly Dictionary<string, FileKind> ByEnding = Endings(
        (FileKind.Page, "html htm shtml xhtml xht mht mhtml hta"),
        (FileKind.Svg, "svg svgz"),
        (FileKind.Notebook, "one onepkg onetoc2"),
        (FileKind.DiskImage, "iso img vhd vhdx udf dmg daa"),
        (FileKind.Program, "exe com scr pif cpl msi msix msixbundle appx appinstaller dll bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh wsc sct lnk url jar jnlp reg chm hlp inf scf library-ms search-ms "
            + "settingcontent-ms application gadget msc msp mst app command sh py pyw apk xll wll rdp cab ace"),
        (FileKind.Macros, "docm dotm xlsm xltm xlam xlsb pptm potm ppsm ppam sldm"),
        (FileKind.Archive, "zip rar 7z gz tgz tar bz2 xz zst lzh arj z"),
        (FileKind.Pdf, "pdf"),
        (FileKind.Office, "doc docx dot dotx rtf xls xlsx ppt pptx odt ods odp csv"),
        (FileKind.Calendar, "ics vcs"),
        (FileKind.Picture, "png jpg jpeg gif bmp webp tif tiff heic avif ico"),
        (FileKind.Mail, "eml msg"));

    /// <summary>By the end of the name; spaces and dots behind it, which Windows drops, are no disguise.</summary>
    internal static FileKind OfName(string name)
    {
        var clean = name.Trim().TrimEnd('.', ' ', '\u00A0').ToLowerInvariant();
        var dot = clean.LastIndexOf('.');
        return dot < 0 ? FileKind.Other : ByEnding.GetValueOrDefault(clean[(dot + 1)..]);
    }

    internal static FileKind OfBytes(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("MZ"u8) || head.StartsWith("#!"u8) || head.StartsWith(new byte[] { 0x4C, 0, 0, 0, 1, 0x14, 2, 0 })) return FileKind.Program;
        if (head.StartsWith(new byte[] { 0xE4, 0x52, 0x5C, 0x7B, 0x8C, 0xD8, 0xA7, 0x4D })) return FileKind.Notebook;
        if (head.StartsWith("%PDF-"u8)) return FileKind.Pdf;
        var text = head.TrimStart(" \t\r\n\u00EF\u00BB\u00BF"u8);
        if (StartsLike(text, "<!doctype html") || StartsLike(text, "<html") || StartsLike(text, "<script")) return FileKind.Page;
        return StartsLike(text, "<svg") ? FileKind.Svg : FileKind.Other;
    }

    /// <summary>The kind that the name hides by a harmless ending before the last one (<c>invoice.pdf.exe</c>).</summary>
    internal static bool HasTwoEndings(string name)
    {
        var parts = name.Trim().Split('.');
        return parts.Length >= 3 && OfName(name) is FileKind.Program or FileKind.Page or FileKind.DiskImage or FileKind.Macros or FileKind.Svg
            && OfName("x." + parts[^2].Trim()) is FileKind.Pdf or FileKind.Office or FileKind.Picture;
    }

    private static bool StartsLike(ReadOnlySpan<byte> bytes, string text)
    {
        if (bytes.Length < text.Length) return false;
        for (var i = 0; i < text.Length; i++)
            if (char.ToLowerInvariant((char)bytes[i]) != text[i]) return false;
        return true;
    }

    private static Dictionary<string, FileKind> Endings(params (FileKind Kind, string Names)[] kinds) =>
        kinds.SelectMany(k => k.Names.Split(' ').Select(name => (name, k.Kind))).ToDictionary(x => x.name, x => x.Kind, StringComparer.Ordinal);
}
