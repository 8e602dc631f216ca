using System.Net;
using System.Text;

namespace Serjeant.Mail.Outlook;

/// <summary>
/// The page that a rich text stands for. Outlook wraps the HTML that a message came with into rich text ([MS-OXRTFEX]): then that HTML comes out as it
/// went in. Any other rich text becomes a plain page with its words and its links.
/// </summary>
internal sealed class RtfBody
{
    private const int Deepest = 2_000;

    private readonly RtfReader reader;
    private readonly int most;
    private readonly StringBuilder page = new();
    private readonly StringBuilder instruction = new();
    private readonly List<byte> bytes = [];
    private readonly Stack<Group> groups = new();
    private readonly Dictionary<int, Encoding> fonts = [];
    private Encoding ansi = Encoding.GetEncoding(1252);
    private Group now = new();
    private int font;
    private int skip;
    private bool wrapsHtml;
    private bool wrapsText;
    private bool open;
    private char high;

    private RtfBody(byte[] rtf, int most) => (reader, this.most) = (new RtfReader(rtf), most);

    /// <summary>What a group says of the words in it.</summary>
    private struct Group
    {
        /// <summary>A group that is no text: fonts, colours, pictures.</summary>
        public bool Silent;

        /// <summary>Inside <c>\htmltag</c>: HTML as it was.</summary>
        public bool Tag;

        /// <summary>Between <c>\htmlrtf</c> and <c>\htmlrtf0</c>: for programs that read the rich text itself.</summary>
        public bool RtfOnly;

        /// <summary>What a field does, such as <c>HYPERLINK "…"</c>.</summary>
        public bool Instruction;

        /// <summary>The table of fonts, of which the character sets matter.</summary>
        public bool Fonts;

        /// <summary>What a field shows.</summary>
        public bool Result;

        public int Font;
        public int After;
    }

    /// <summary>The HTML, cut to so many letters; whether it had been plain text all along.</summary>
    internal static (string Html, bool IsText) Read(byte[] rtf, int most)
    {
        var body = new RtfBody(rtf, most);
        body.Run();
        return (body.page.ToString(), body.wrapsText);
    }

    private void Run()
    {
        now.After = 1;
        while (page.Length < most)
        {
            switch (reader.Next())
            {
                case RtfPiece.End:
                    Flush();
                    return;
                case RtfPiece.Open:
                    Flush();
                    if (groups.Count < Deepest) groups.Push(now);
                    now.Result = false;
                    break;
                case RtfPiece.Close:
                    Flush();
                    Close();
                    break;
                case RtfPiece.Byte when skip > 0:
                    skip--;
                    break;
                case RtfPiece.Byte:
                    bytes.Add(reader.Value);
                    break;
                default:
                    Flush();
                    Control(reader.Word, reader.Number);
                    break;
            }
        }
    }

    private void Close()
    {
        if (now.Result && open)
        {
            page.Append("</a>");
            open = false;
        }
        if (groups.TryPop(out var outer)) now = outer;
        skip = 0;
    }

    private void Control(string word, int? number)
    {
        switch (word)
        {
            case "bin": reader.Skip(number ?? 0); break;
            case "u": Unicode(number ?? 0); break;
            case "uc": now.After = Math.Clamp(number ?? 1, 0, 16); break;
            case "ansicpg": ansi = CodePages.Of(number) ?? ansi; break;
            case "f": (now.Font, font) = (number ?? 0, number ?? 0); break;
            case "fcharset" when now.Fonts && fonts.Count < 1_000: Charset(number ?? 0); break;
            case "fromhtml": wrapsHtml = true; break;
            case "fromtext": wrapsText = true; break;
            case "htmltag": (now.Tag, now.Silent) = (wrapsHtml, !wrapsHtml); break;
            case "htmlrtf": now.RtfOnly = number != 0; break;
            case "fonttbl": (now.Silent, now.Fonts) = (true, true); break;
            case "*" or "colortbl" or "stylesheet" or "info" or "pict" or "object" or "header" or "footer" or "footnote" or "listtable" or "revtbl" or "themedata": now.Silent = true; break;
            case "fldinst": (now.Silent, now.Instruction) = (true, true); instruction.Clear(); break;
            case "fldrslt": Link(); break;
            case "par" or "line" or "row" or "sect" or "page": Break(); break;
            case "tab" or "cell": Say("\t"); break;
            case "~": Say("\u00A0"); break;
            case "_": Say("\u2011"); break;
            case "lquote": Say("\u2018"); break;
            case "rquote": Say("\u2019"); break;
            case "ldblquote": Say("\u201C"); break;
            case "rdblquote": Say("\u201D"); break;
            case "bullet": Say("\u2022"); break;
            case "endash": Say("\u2013"); break;
            case "emdash": Say("\u2014"); break;
        }
    }

    private void Unicode(int number)
    {
        // Written as a signed 16-bit number; halves of a pair come one after the other.
        var c = (char)(ushort)number;
        if (char.IsHighSurrogate(c)) high = c;
        else Say(char.IsLowSurrogate(c) && high != 0 ? new string([high, c]) : c.ToString());
        if (!char.IsHighSurrogate(c)) high = '\0';
        skip = now.After;
    }

    private void Break()
    {
        if (wrapsHtml) Say("\r\n");
        else if (Shown) page.Append("<br>\n");
    }

    // \htmltag is marked as a group that may be left out (\*), so that Silent is set before it is known.
    private bool Shown => now.Tag && !now.RtfOnly || !now.Silent && !now.RtfOnly;

    private void Flush()
    {
        if (bytes.Count == 0) return;
        var encoding = fonts.TryGetValue(now.Font, out var own) ? own : ansi;
        var text = encoding.GetString([.. bytes]);
        bytes.Clear();
        Say(text);
    }

    private void Say(string text)
    {
        if (now.Instruction)
        {
            if (instruction.Length < 4_000) instruction.Append(text);
        }
        else if (Shown && page.Length < most)
        {
            page.Append(wrapsHtml ? text : WebUtility.HtmlEncode(text));
        }
    }

    // Of the field's words, those in quotation marks behind HYPERLINK are the address.
    private void Link()
    {
        now.Result = true;
        now.Silent = false;
        if (wrapsHtml || open) return;
        var words = instruction.ToString();
        var at = words.IndexOf("HYPERLINK", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return;
        var address = words[(at + 9)..].Trim();
        if (address.StartsWith("\\l", StringComparison.Ordinal)) return;
        address = address.StartsWith('"') ? address[1..].Split('"')[0] : address.Split(' ')[0];
        page.Append("<a href=\"").Append(WebUtility.HtmlEncode(address)).Append("\">");
        open = true;
    }

    private void Charset(int charset)
    {
        // Of Windows, as fonts name them (RTF 1.9.1, \fcharset).
        var page = charset switch
        {
            128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            _ => 0,
        };
        if (page > 0 && CodePages.Of(page) is { } encoding) fonts[font] = encoding;
    }
}
