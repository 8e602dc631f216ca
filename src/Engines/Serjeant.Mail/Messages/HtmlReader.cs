using MimeKit.Text;

namespace Serjeant.Mail.Messages;

/// <summary>What a page of a mail shows, what it hides and where it leads.</summary>
internal sealed record HtmlReading(string Text, IReadOnlyList<MailLink> Links, IReadOnlyList<HiddenText> Hidden, int Pictures, bool Cut, bool Flooded, bool LinksCut);

/// <summary>
/// Reads an HTML mail by its tokens alone: no tree, no script, nothing fetched. Elements that are open are kept on a stack of bounded
/// depth with the style they hand down, which is enough to know whether words can be seen.
/// </summary>
internal sealed class HtmlReader
{
    private const int Deepest = 256;
    private const int LongestShown = 500;
    private const int FloodOfBreaks = 20;
    private const int MostAttributes = 60;

    private static readonly HashSet<string> Silent = Names("script style head title template noscript svg object iframe select textarea");
    private static readonly HashSet<string> Void = Names("br img hr meta link input col area base wbr source embed param track bgsound");
    private static readonly HashSet<string> Breaking =
        Names("br p div tr li ul ol table blockquote h1 h2 h3 h4 h5 h6 hr pre section article header footer center form");
    private static readonly HashSet<string> EndsParagraph = Names("p div table ul ol h1 h2 h3 h4 h5 h6 blockquote hr pre section center form");

    private readonly MailLimits limits;
    private readonly HtmlShown shown;
    private readonly List<MailLink> links = [];
    private readonly List<(string Name, Style Style)> open = [];
    private StyleSheet sheet = StyleSheet.Empty;
    private (string Target, int Start)? anchor;
    private int pictures;
    private bool linksCut;

    private HtmlReader(MailLimits limits)
    {
        this.limits = limits;
        shown = new HtmlShown(limits.TextLength);
    }

    private Style Current => open.Count > 0 ? open[^1].Style : Style.Page;

    internal static HtmlReading Read(string html, MailLimits limits)
    {
        var cut = html.Length > limits.HtmlLength;
        var reader = new HtmlReader(limits);
        reader.Run(cut ? html[..limits.HtmlLength] : html);
        return new HtmlReading(reader.shown.Text, reader.links, reader.shown.Hidden(), reader.pictures, cut || reader.shown.Full, reader.shown.Flooded, reader.linksCut);
    }

    private void Run(string html)
    {
        sheet = StyleSheet.Of(html);
        var tokenizer = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = true };
        string? silent = null;
        var breaks = 0;
        while (!shown.Full && tokenizer.ReadNextToken(out var token))
        {
            if (token is HtmlTagToken tag)
            {
                var name = tag.Name.ToLowerInvariant();
                if (name == "br") shown.Flooded |= ++breaks >= FloodOfBreaks;
                if (silent is not null)
                {
                    // A head that is never closed ends where the body begins, as in a browser.
                    if (!(tag.IsEndTag && name == silent || silent == "head" && name == "body")) continue;
                    silent = null;
                    if (name != "body") continue;
                }
                if (tag.IsEndTag) Close(name);
                else if (Silent.Contains(name) && !tag.IsEmptyElement) silent = name;
                else Open(name, tag);
            }
            else if (token is HtmlDataToken { Kind: HtmlTokenKind.Data or HtmlTokenKind.CData } data)
            {
                if (!string.IsNullOrWhiteSpace(data.Data)) breaks = 0;
                if (silent is null) shown.Add(data.Data, Current);
                else if (silent is "template" or "noscript" or "select" or "textarea" or "object") shown.Add(data.Data, Style.Unshown);
            }
        }
        EndAnchor();
    }

    private void Open(string name, HtmlTagToken tag)
    {
        ImpliedEnds(name);
        var attributes = Attributes(tag);
        var style = Current.Within(name, attributes, sheet);
        if (Breaking.Contains(name)) shown.Break();
        if (name is "td" or "th") shown.Gap();
        switch (name)
        {
            case "a":
                EndAnchor();
                if (attributes.TryGetValue("href", out var href)) anchor = (Trim(href), shown.Length);
                break;
            case "area" when attributes.TryGetValue("href", out var area):
                AddLink(new MailLink("", Trim(area), shown.Length, LinkKind.Anchor));
                break;
            case "form" when attributes.TryGetValue("action", out var action):
                AddLink(new MailLink("", Trim(action), shown.Length, LinkKind.Form));
                break;
            case "img":
                // A picture of a point or two is there to be counted, not to be seen.
                if (!style.Hidden && !(Tiny(attributes, "width") && Tiny(attributes, "height"))) pictures++;
                break;
        }
        if (Void.Contains(name) || tag.IsEmptyElement && name != "a" && name != "div" && name != "span" && name != "td" && name != "p") return;
        if (open.Count < Deepest) open.Add((name, style));
    }

    private void Close(string name)
    {
        if (Breaking.Contains(name)) shown.Break();
        if (name == "a") EndAnchor();
        for (var i = open.Count - 1; i >= Math.Max(0, open.Count - 40); i--)
        {
            if (open[i].Name == name)
            {
                open.RemoveRange(i, open.Count - i);
                return;
            }
            // An end tag reaches no further than the cell it stands in (HTML, "has an element in scope").
            if (open[i].Name is "td" or "th" or "table" && name is not ("table" or "tr" or "tbody" or "thead" or "tfoot" or "td" or "th" or "body" or "html")) return;
        }
    }

    private void ImpliedEnds(string name)
    {
        if (open.Count == 0) return;
        if (EndsParagraph.Contains(name) && open[^1].Name == "p" || name == "li" && open[^1].Name == "li") open.RemoveAt(open.Count - 1);
        else if (name is "td" or "th" or "tr")
        {
            if (open[^1].Name is "td" or "th") open.RemoveAt(open.Count - 1);
            if (name == "tr" && open.Count > 0 && open[^1].Name == "tr") open.RemoveAt(open.Count - 1);
        }
    }

    private void EndAnchor()
    {
        if (anchor is not { } a) return;
        anchor = null;
        AddLink(new MailLink(shown.Since(a.Start, LongestShown), a.Target, Math.Min(a.Start, shown.Length), LinkKind.Anchor));
    }

    private void AddLink(MailLink link)
    {
        if (link.Target.Length == 0 || link.Target[0] == '#') return;
        if (links.Count < limits.Links) links.Add(link);
        else linksCut = true;
    }

    private Dictionary<string, string> Attributes(HtmlTagToken tag)
    {
        // An address may stand behind them.
        if (tag.Attributes.Count > MostAttributes) linksCut = true;
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Math.Min(tag.Attributes.Count, MostAttributes); i++) attributes.TryAdd(tag.Attributes[i].Name, tag.Attributes[i].Value ?? "");
        return attributes;
    }

    private static string Trim(string target)
    {
        // Browsers take tabs and line ends out of an address (WHATWG URL §4.4).
        var clean = target.Replace("\t", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Trim();
        return clean.Length > 4_000 ? clean[..4_000] : clean;
    }

    private static bool Tiny(Dictionary<string, string> attributes, string name) => attributes.TryGetValue(name, out var value) && value.Trim() is "0" or "1" or "2" or "1px" or "0px";

    private static HashSet<string> Names(string names) => new(names.Split(' '), StringComparer.Ordinal);
}
