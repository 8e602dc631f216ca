namespace Serjeant.Mail.Messages;

/// <summary>
/// Rules of a mail's style elements for single classes, ids and elements: as much as decides whether words are hidden. What stands in
/// an at-rule (<c>@media</c>) holds for some screens only and is left out.
/// </summary>
internal sealed class StyleSheet
{
    private const int MostRules = 2_000;
    private const int LongestSheet = 200_000;
    private static readonly (string, string)[] Nothing = [];
    private readonly Dictionary<string, (string Name, string Value)[]> rules = new(StringComparer.OrdinalIgnoreCase);

    internal static StyleSheet Empty { get; } = new();

    internal static StyleSheet Of(string html)
    {
        var sheet = new StyleSheet();
        var read = 0;
        for (var at = 0; read < LongestSheet && (at = html.IndexOf("<style", at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            var start = html.IndexOf('>', at);
            var end = start < 0 ? -1 : html.IndexOf("</style", start, StringComparison.OrdinalIgnoreCase);
            if (end < 0) break;
            var length = Math.Min(end - start - 1, LongestSheet - read);
            sheet.Take(html.Substring(start + 1, length));
            read += length + 1;
            at = end;
        }
        return sheet;
    }

    internal IReadOnlyList<(string Name, string Value)> For(string element, IReadOnlyDictionary<string, string> attributes)
    {
        if (rules.Count == 0) return Nothing;
        var found = new List<(string, string)>();
        if (rules.TryGetValue(element, out var byElement)) found.AddRange(byElement);
        if (attributes.TryGetValue("class", out var classes))
        {
            foreach (var name in classes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(20))
            {
                if (rules.TryGetValue("." + name, out var byClass)) found.AddRange(byClass);
                if (rules.TryGetValue(element + "." + name, out byClass)) found.AddRange(byClass);
            }
        }
        if (attributes.TryGetValue("id", out var id) && rules.TryGetValue("#" + id.Trim(), out var byId)) found.AddRange(byId);
        return found;
    }

    internal static IReadOnlyList<(string Name, string Value)> Declarations(string text)
    {
        var found = new List<(string, string)>();
        foreach (var declaration in text.Split(';', 80))
        {
            var colon = declaration.IndexOf(':');
            if (colon <= 0) continue;
            var value = declaration[(colon + 1)..].Replace("!important", "", StringComparison.OrdinalIgnoreCase).Trim().ToLowerInvariant();
            if (value.Length is > 0 and <= 200) found.Add((declaration[..colon].Trim().ToLowerInvariant(), value));
        }
        return found;
    }

    private void Take(string css)
    {
        css = css.Replace("<!--", "", StringComparison.Ordinal).Replace("-->", "", StringComparison.Ordinal);
        for (var at = 0; at < css.Length && rules.Count < MostRules;)
        {
            var brace = css.IndexOf('{', at);
            if (brace < 0) return;
            var selector = WithoutComments(css[at..brace]).Trim();
            // Statements such as @import end before the selector begins.
            selector = selector[(selector.LastIndexOf(';') + 1)..].Trim();
            var end = selector.StartsWith('@') ? EndOfBlock(css, brace) : css.IndexOf('}', brace);
            if (end < 0) return;
            if (!selector.StartsWith('@')) Add(selector, css[(brace + 1)..end]);
            at = end + 1;
        }
    }

    private void Add(string selectors, string body)
    {
        var declarations = Declarations(WithoutComments(body)).ToArray();
        if (declarations.Length == 0) return;
        foreach (var written in selectors.Split(',', 50))
        {
            var name = written.Trim();
            if (name.Length is 0 or > 100 || name.AsSpan().IndexOfAny(" >+~:[*") >= 0) continue;
            rules[name] = rules.TryGetValue(name, out var before) && before.Length < 200 ? [.. before, .. declarations] : declarations;
        }
    }

    private static int EndOfBlock(string css, int brace)
    {
        var depth = 0;
        for (var i = brace; i < css.Length; i++)
        {
            if (css[i] == '{') depth++;
            else if (css[i] == '}' && --depth == 0) return i;
        }
        return -1;
    }

    private static string WithoutComments(string css)
    {
        if (!css.Contains("/*", StringComparison.Ordinal)) return css;
        var kept = new System.Text.StringBuilder(css.Length);
        for (var at = 0; at < css.Length;)
        {
            var start = css.IndexOf("/*", at, StringComparison.Ordinal);
            kept.Append(css, at, (start < 0 ? css.Length : start) - at);
            var end = start < 0 ? -1 : css.IndexOf("*/", start + 2, StringComparison.Ordinal);
            if (end < 0) break;
            at = end + 2;
        }
        return kept.ToString();
    }
}
