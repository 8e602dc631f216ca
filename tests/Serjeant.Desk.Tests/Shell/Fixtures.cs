using System.Text.Json;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Serjeant.Desk.Tests.Shell;

/// <summary>The design system's own examples, as its npm package carries them: what went in and the HTML that came out.</summary>
internal static class Fixtures
{
    private static readonly HtmlParser Parser = new();

    public sealed record Fixture(string Component, string Name, JsonElement Options, string Html);

    public static IReadOnlyList<Fixture> Of(string component)
    {
        var path = Path.Combine(Root(), "src", "Serjeant", "node_modules", "govuk-frontend", "dist", "govuk", "components", component, "fixtures.json");
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. json.RootElement.GetProperty("fixtures").EnumerateArray().Select(f => new Fixture(
            component, f.GetProperty("name").GetString()!, f.GetProperty("options").Clone(), f.GetProperty("html").GetString()!))];
    }

    /// <summary>The same whatever the order of attributes and classes, the white space, and the way an empty attribute is written.</summary>
    public static string Normal(string html)
    {
        var lines = new List<string>();
        Write(Parser.ParseFragment(html, Parser.ParseDocument("<body></body>").Body!), 0, lines);
        return string.Join('\n', lines);
    }

    private static void Write(IEnumerable<INode> nodes, int depth, List<string> lines)
    {
        foreach (var node in nodes)
        {
            var indent = new string(' ', depth * 2);
            if (node is IElement element)
            {
                var attributes = element.Attributes.Select(a => (a.Name, Value: a.Name == "class" ? Sorted(a.Value) : a.Value.Trim()))
                    .OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => $" {a.Name}=\"{a.Value}\"");
                lines.Add($"{indent}<{element.LocalName}{string.Concat(attributes)}>");
                Write(element.ChildNodes, depth + 1, lines);
            }
            else if (node is IText text && Collapsed(text.Data) is { Length: > 0 } words) lines.Add(indent + words);
        }
    }

    private static string Sorted(string classes) =>
        string.Join(' ', classes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));

    private static string Collapsed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Serjeant.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
