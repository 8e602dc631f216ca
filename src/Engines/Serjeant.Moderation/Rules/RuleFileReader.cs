using System.Text.RegularExpressions;

namespace Serjeant.Moderation.Rules;

/// <summary>Reads rule and list files, and says precisely what is wrong with a bad one.</summary>
internal static partial class RuleFileReader
{
    private const int FewestSamples = 2;

    internal static bool IsList(SourceFile file) => ListLine().IsMatch(file.Text);

    internal static (string Name, IReadOnlyList<string> Words) ReadList(SourceFile file)
    {
        var fields = YamlFields.Parse(file.Name, file.Text);
        var name = fields.Text("list");
        fields.TextOrNull("about");
        var words = fields.Texts("words");
        if (words.Count == 0) throw fields.Wrong("words", "it is missing or empty. List at least one word.");
        fields.NothingElse();
        return (name, words);
    }

    internal static RuleDefinition ReadRule(SourceFile file)
    {
        var fields = YamlFields.Parse(file.Name, file.Text);
        var id = fields.Text("id");
        if (!IdShape().IsMatch(id)) throw fields.Wrong("id", $"'{id}' must be lower-case words with dots and hyphens, such as threat.weapon.");
        var category = ReadCategory(fields);
        var rule = new RuleDefinition(
            file.Name, id, category, fields.Whole("severity", 0, 3), fields.Fraction("confidence"), ReadReason(fields),
            ReadLists(fields), fields.Texts("phrases"), ReadPatterns(fields), ReadDetector(fields),
            ReadGuards(fields, "needs"), ReadGuards(fields, "unless"),
            fields.OneOf("negation", true, ("stops", true), ("ignored", false)),
            fields.OneOf("quotation", true, ("stops", true), ("ignored", false)),
            ReadStronger(fields), ReadYields(fields), fields.Texts("match"), fields.Texts("leave"));
        fields.TextOrNull("about");
        fields.NothingElse();
        if (rule.Phrases.Count == 0 && rule.Patterns.Count == 0 && rule.Detector == Detector.None)
            throw fields.Wrong("phrases", "the rule looks for nothing. Add phrases:, patterns: or detector:.");
        if (rule.Match.Count < FewestSamples) throw fields.Wrong("match", $"give at least {FewestSamples} messages that must match.");
        if (rule.Leave.Count < FewestSamples) throw fields.Wrong("leave", $"give at least {FewestSamples} messages that must be left alone.");
        return rule;
    }

    private static Category? ReadCategory(YamlFields fields)
    {
        var name = fields.Text("category");
        if (name == "by-target") return null;
        return CategoryNames.TryParse(name, out var category) ? category
            : throw fields.Wrong("category", $"'{name}' is not a category. Use by-target or one of: {string.Join(", ", CategoryNames.Ids)}.");
    }

    private static string ReadReason(YamlFields fields)
    {
        var reason = fields.Text("reason");
        return reason.Length <= 200 && reason.EndsWith('.') ? reason : throw fields.Wrong("reason", "it must be one plain sentence of at most 200 letters that ends with a full stop.");
    }

    private static Dictionary<string, IReadOnlyList<string>> ReadLists(YamlFields fields)
    {
        var lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (fields.Mapping("lists") is not { } mapping) return lists;
        foreach (var name in mapping.Names.ToArray()) lists[name] = mapping.Texts(name);
        return lists;
    }

    private static IReadOnlyList<PatternDefinition> ReadPatterns(YamlFields fields) => [.. fields.Mappings("patterns").Select(pattern =>
    {
        var regex = pattern.Text("regex");
        var hint = pattern.OneOf("hint", PatternHint.Any, ("digit", PatternHint.Digit), ("at", PatternHint.At), ("question", PatternHint.Question));
        pattern.NothingElse();
        try
        {
            return new PatternDefinition(new Regex(regex, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), hint);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw pattern.Wrong("regex", $"{e.Message} Look-arounds and back-references are not allowed: use guards.");
        }
    })];

    private static Detector ReadDetector(YamlFields fields) => fields.OneOf("detector", Detector.None,
        ("repetition", Detector.Repetition), ("gibberish", Detector.Gibberish), ("link-heavy", Detector.LinkHeavy));

    private static IReadOnlyList<GuardDefinition> ReadGuards(YamlFields fields, string field)
    {
        if (fields.Mapping(field) is not { } mapping) return [];
        var guards = new List<GuardDefinition>();
        foreach (var place in Enum.GetValues<GuardPlace>())
        {
            var phrases = mapping.Texts(place.ToString().ToLowerInvariant());
            if (phrases.Count > 0) guards.Add(new GuardDefinition(place, phrases));
        }
        mapping.NothingElse();
        return guards;
    }

    private static IReadOnlyList<StrongerDefinition> ReadStronger(YamlFields fields) => [.. fields.Mappings("stronger").Select(item =>
    {
        var stronger = new StrongerDefinition(item.Texts("phrases"), item.Whole("severity", 0, 3), item.Fraction("confidence"), item.Text("says"));
        if (stronger.Phrases.Count == 0) throw item.Wrong("phrases", "it is missing. List at least one phrase.");
        item.NothingElse();
        return stronger;
    })];

    private static IReadOnlyList<Category> ReadYields(YamlFields fields) => [.. fields.Texts("yields-to").Select(name =>
        CategoryNames.TryParse(name, out var category) ? category
            : throw fields.Wrong("yields-to", $"'{name}' is not a category. Use one of: {string.Join(", ", CategoryNames.Ids)}."))];

    [GeneratedRegex(@"\A(#[^\n]*\n|\s*\n)*list:", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ListLine();

    [GeneratedRegex(@"\A[a-z0-9]+([.-][a-z0-9]+)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex IdShape();
}
