using System.Text.RegularExpressions;

namespace Serjeant.Moderation.Protocols;

internal static partial class ProtocolTemplateReader
{
    private const string Fence = "---\n";

    internal static ProtocolTemplate Read(SourceFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var text = file.Text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimStart('\uFEFF');
        var end = text.IndexOf("\n" + Fence, StringComparison.Ordinal);
        if (!text.StartsWith(Fence, StringComparison.Ordinal) || end < 0)
            throw new SourceFileException(file.Name, "", "it must begin with YAML between two lines of '---'. Put the title and the rules there.");
        var fields = YamlFields.Parse(file.Name, text[Fence.Length..(end + 1)]);
        var id = fields.Text("id");
        if (!IdShape().IsMatch(id)) throw fields.Wrong("id", $"'{id}' must be lower-case words with hyphens.");
        var title = fields.Text("title");
        var rules = fields.Mappings("rules").Select(ReadRule).ToArray();
        fields.NothingElse();
        if (rules.Length == 0) throw fields.Wrong("rules", "it is missing. List at least one rule.");
        for (var i = 0; i < rules.Length; i++)
            if (rules[i].Number != i + 1) throw fields.Wrong($"rules[{i + 1}].number", $"it must be {i + 1}. Number the rules 1, 2, 3 in order.");
        var intro = text[(end + 1 + Fence.Length)..].Trim();
        return intro.Length > 0 ? new ProtocolTemplate(id, title, intro, rules)
            : throw new SourceFileException(file.Name, "", "there is no introduction. Write a paragraph after the second '---'.");
    }

    private static TemplateRule ReadRule(YamlFields fields)
    {
        var rule = new TemplateRule(
            fields.Whole("number", 1, 99), fields.Text("title"), fields.Text("text"),
            [.. fields.Texts("categories").Select(name => CategoryNames.TryParse(name, out var category) ? category
                : throw fields.Wrong("categories", $"'{name}' is not a category. Use one of: {string.Join(", ", CategoryNames.Ids)}."))],
            fields.YesNo("enabled", otherwise: true), fields.TextOrNull("warning"));
        fields.NothingElse();
        return rule;
    }

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex IdShape();
}
