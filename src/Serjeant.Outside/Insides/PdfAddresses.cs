using System.Text.RegularExpressions;

namespace Serjeant.Outside.Insides;

/// <summary>
/// The addresses that a PDF opens when something in it is pressed: <c>/URI</c> actions (ISO 32000-2 §12.6.4.8), standing in the file itself or in its object streams (§7.5.7). Looked for as they are
/// written, wherever they hang, since a viewer opens them from annotations, buttons and bookmarks alike. Not read: scripts, forms, encrypted files.
/// </summary>
internal static partial class PdfAddresses
{
    /// <summary>Of all object streams of one file; that of an ordinary letter has some thousand bytes.</summary>
    private const int MostUnpacked = 8 * 1024 * 1024;

    /// <summary>Texts that don't end before a file is given up: each may cost some thousand looks.</summary>
    private const int MostBroken = 5_000;

    /// <summary>Addresses as they are found, each once.</summary>
    internal static IEnumerable<string> Of(byte[] pdf) => Written(pdf).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Written(byte[] pdf)
    {
        foreach (var link in In(pdf)) yield return link;
        var left = MostUnpacked;
        foreach (var (head, body) in PdfStreams.Of(pdf))
        {
            if (left <= 0) yield break;
            if (!IsObjects().IsMatch(head) || Unpack(head, body, left) is not { } objects) continue;
            left -= objects.Length;
            foreach (var link in In(objects)) yield return link;
        }
    }

    private static byte[]? Unpack(string head, ReadOnlyMemory<byte> body, int most)
    {
        try
        {
            return PdfStreams.Unpack(head, body, most, out var unread) is var bytes && unread is null ? bytes : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null; // It is no stream.
        }
    }

    private static IEnumerable<string> In(byte[] objects)
    {
        var (elsewhere, broken) = (false, 0);
        for (var at = 0; broken < MostBroken && at < objects.Length && Array.IndexOf(objects, (byte)'/', at) is var slash and >= 0;)
        {
            at = slash + 1;
            var value = PdfText.AfterName(objects, at, "URI"u8);
            if (value < 0) continue;
            at = value;
            // Of a base address (§7.7.2) the site is enough.
            if (PdfText.IsDictionary(objects, at)) value = PdfText.FirstText(objects, at);
            else elsewhere |= at < objects.Length && objects[at] is >= (byte)'0' and <= (byte)'9';
            if (!PdfText.IsText(objects, value)) continue;
            if (PdfText.Read(objects, ref value) is { } link) yield return link;
            else broken++;
            at = value;
        }
        if (!elsewhere) yield break;
        // The address is an object of its own. Which is not asked: every text of the file that is an address counts.
        for (var at = 0; broken < MostBroken && at < objects.Length && objects.AsSpan(at).IndexOfAny((byte)'(', (byte)'<') is var open and >= 0;)
        {
            at += open;
            // Most of what looks like a text is a packed picture: only what may begin an address is read.
            if (!PdfText.IsText(objects, at) || at + 1 < objects.Length && "hHfFmM\\46"u8.IndexOf(objects[at + 1]) < 0)
            {
                at++;
                continue;
            }
            if (PdfText.Read(objects, ref at) is not { } text) broken++;
            else if (IsAddress().IsMatch(text)) yield return text;
        }
    }

    [GeneratedRegex(@"/Type\s*/ObjStm\b", RegexOptions.CultureInvariant)]
    private static partial Regex IsObjects();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+.-]{1,20}:", RegexOptions.CultureInvariant)]
    private static partial Regex IsAddress();
}
