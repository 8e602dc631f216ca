using System.Text;
using MimeKit.Text;

namespace Serjeant.Outside.Exports.Mail;

/// <summary>
/// The words of an HTML mail. A tokenizer and no tree: its time grows with the length alone, while a tree of a hundred thousand
/// nested elements can be made to cost the square of that.
/// </summary>
internal static class HtmlText
{
    private static readonly HashSet<string> Silent =
        new(StringComparer.OrdinalIgnoreCase) { "script", "style", "head", "title", "template", "noscript", "svg" };

    private static readonly HashSet<string> Breaking = new(StringComparer.OrdinalIgnoreCase)
    {
        "br", "p", "div", "tr", "li", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "section",
        "article", "header", "footer", "td", "th", "center",
    };

    public static string Read(TextReader html, int most)
    {
        var tokenizer = new HtmlTokenizer(html);
        var text = new StringBuilder();
        string? silent = null;
        while (text.Length < most && tokenizer.ReadNextToken(out var token))
        {
            if (token is HtmlTagToken tag)
            {
                if (silent is not null)
                    silent = tag.IsEndTag && tag.Name.Equals(silent, StringComparison.OrdinalIgnoreCase) || Leaves(silent, tag) ? null : silent;
                else if (!tag.IsEndTag && !tag.IsEmptyElement && Silent.Contains(tag.Name))
                    silent = tag.Name;
                if (silent is null && Breaking.Contains(tag.Name))
                    Break(text);
            }
            else if (silent is null && token is HtmlDataToken { Kind: HtmlTokenKind.Data or HtmlTokenKind.CData } data)
            {
                Append(text, data.Data);
            }
        }
        return text.ToString().Trim();
    }

    // A head that is never closed ends where the body begins, as in a browser.
    private static bool Leaves(string silent, HtmlTagToken tag) =>
        silent.Equals("head", StringComparison.OrdinalIgnoreCase) && tag.Name.Equals("body", StringComparison.OrdinalIgnoreCase);

    private static void Break(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] == ' ')
            text.Length--;
        if (text.Length > 0 && text[^1] != '\n')
            text.Append('\n');
    }

    private static void Append(StringBuilder text, string data)
    {
        foreach (var c in data)
        {
            if (c is not (' ' or '\t' or '\r' or '\n' or '\u00A0'))
                text.Append(c);
            else if (text.Length > 0 && text[^1] is not (' ' or '\n'))
                text.Append(' ');
        }
    }
}
