namespace Serjeant.Chapters.Inbox;

/// <summary>A shipped text of <c>content/</c>: lines of "name: value" between two lines of "---", then the text itself.</summary>
public sealed record ContentFile(string Name, IReadOnlyDictionary<string, string> Fields, string Body)
{
    /// <exception cref="InvalidDataException">The file has no such field: it was shipped broken.</exception>
    public string Field(string name) => Fields.TryGetValue(name, out var value) ? value
        : throw new InvalidDataException($"content: {Name}.md has no field '{name}'. Add it at the top.");

    public static IEnumerable<ContentFile> In(string folder) =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "content", folder), "*.md")
            .Select(path => Parse(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)));

    public static ContentFile Parse(string name, string text)
    {
        var parts = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split("---\n", 3);
        if (parts.Length != 3 || parts[0].Trim().Length > 0)
            throw new InvalidDataException($"content: {name}.md must begin with fields between two lines of '---'.");
        var fields = parts[1].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':', 2))
            .Where(pair => pair.Length == 2).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim());
        return new ContentFile(name, fields, parts[2].Trim());
    }
}
