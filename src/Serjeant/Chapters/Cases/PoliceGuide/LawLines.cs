using Serjeant.Data;

namespace Serjeant.Chapters.Cases.PoliceGuide;

/// <summary>A line about the law that may apply, from <c>content/law</c>.</summary>
/// <param name="LastChecked">The day a named person last compared it with the source; null until one has.</param>
/// <param name="InForce">False when it is not law yet; the page says so.</param>
/// <param name="ShowsFor">The answers it goes with (<see cref="GuideQuestion.LawKey"/>).</param>
public sealed record LawLine(
    string Title, IReadOnlySet<Nation> Nations, string Source, string Publisher, bool InForce, string? LastChecked, string? CheckedBy,
    IReadOnlySet<string> ShowsFor, string Text);

/// <summary>All law lines. Read once; a file that can't be read stops the program at the start, where it is noticed.</summary>
public sealed class LawLines(IReadOnlyList<LawLine> lines)
{
    private static readonly Dictionary<string, Nation> NationNames = new(StringComparer.Ordinal)
    {
        ["england"] = Nation.England,
        ["wales"] = Nation.Wales,
        ["scotland"] = Nation.Scotland,
        ["northern-ireland"] = Nation.NorthernIreland,
    };

    public IReadOnlyList<LawLine> All { get; } = lines;

    /// <summary>Those for the answers, where the office is. No other nation's law is shown.</summary>
    public IReadOnlyList<LawLine> For(Nation nation, IReadOnlySet<GuideAnswer> answers)
    {
        var keys = answers.Select(a => GuideQuestions.Of(a).LawKey).OfType<string>().ToHashSet();
        return [.. All.Where(l => l.Nations.Contains(nation) && l.ShowsFor.Overlaps(keys))];
    }

    /// <exception cref="FormatException">A file has no front matter, or a field of it is missing or unknown; the message names the file.</exception>
    public static LawLines Load(string folder) => new(
        [.. Directory.GetFiles(folder, "*.md").Order(StringComparer.Ordinal).Select(f => Parse(Path.GetFileName(f), File.ReadAllText(f)))]);

    public static LawLine Parse(string file, string text)
    {
        var parts = text.ReplaceLineEndings("\n").Split("---\n", 3);
        if (parts.Length != 3 || parts[0].Length > 0)
            throw new FormatException($"{file}: there is no front matter between two lines of three dashes.");
        var front = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in parts[1].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || !front.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim()))
                throw new FormatException($"{file}: “{line}” is not a field and its value, or comes twice.");
        }
        return new LawLine(
            Required("title"), Required("nations").Split(',').Select(NationOf).ToHashSet(), Required("source"), Required("publisher"),
            Required("in_force") == "yes", Optional("last_checked"), Optional("checked_by"),
            Required("shows_for").Split(',', StringSplitOptions.TrimEntries).ToHashSet(), parts[2].Trim().Replace('\n', ' '));

        string? Optional(string field) => front.GetValueOrDefault(field) is { Length: > 0 } value ? value : null;
        string Required(string field) => Optional(field) ?? throw new FormatException($"{file}: the field {field} is missing.");
        Nation NationOf(string name) => NationNames.TryGetValue(name.Trim(), out var nation)
            ? nation
            : throw new FormatException($"{file}: {name.Trim()} is not a nation.");
    }
}
