using System.Globalization;
using System.Text.RegularExpressions;
using Serjeant.Moderation;

namespace Serjeant.Mail.Rules;

/// <summary>Reads rule and list files of mail, and says precisely what is wrong with a bad one.</summary>
internal static partial class MailRuleReader
{
    private const int FewestSamples = 1;
    private const int LongestReason = 260;

    internal static MailRule Read(SourceFile file)
    {
        var fields = YamlFields.Parse(file.Name, file.Text);
        var id = fields.Text("id");
        if (!IdShape().IsMatch(id)) throw fields.Wrong("id", $"'{id}' must be lower-case words with dots and hyphens, such as link.shows-another.");
        var quiet = fields.YesNo("quiet", false);
        var rule = new MailRule(
            file.Name, id, quiet ? 0 : Points(fields), fields.YesNo("fixed", false), fields.YesNo("weak", false), quiet, quiet ? fields.TextOrNull("reason") ?? "" : Reason(fields),
            fields.TextOrNull("fact"), ReadWhere(fields), Lists(fields), fields.Texts("phrases"), fields.Texts("all"), fields.Texts("any"), fields.Texts("none"),
            fields.TextOrNull("step"), fields.Texts("match"), fields.Texts("leave"));
        fields.TextOrNull("about");
        fields.NothingElse();
        if (rule.Phrases.Count > 0 && rule.Fact is not null) throw fields.Wrong("fact", "a rule has phrases or a fact, not both. Put the fact under all:.");
        if (rule.Phrases.Count == 0 && rule.Fact is null && rule.All.Count == 0 && rule.Any.Count == 0) throw fields.Wrong("phrases", "the rule looks for nothing. Add phrases:, fact:, all: or any:.");
        if (rule.Match.Count < FewestSamples) throw fields.Wrong("match", "give at least one message that must match.");
        if (rule.Leave.Count < FewestSamples) throw fields.Wrong("leave", "give at least one message that must be left alone.");
        return rule;
    }

    private static double Points(YamlFields fields) =>
        double.TryParse(fields.Text("points"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points) && points is >= 0 and <= 6 && points * 2 % 1 == 0
            ? points : throw fields.Wrong("points", "it must be a number from 0 to 6 in halves, such as 1.5.");

    private static string Reason(YamlFields fields)
    {
        var reason = fields.Text("reason");
        return reason.Length <= LongestReason && reason.EndsWith('.') ? reason
            : throw fields.Wrong("reason", $"it must be plain words of at most {LongestReason} letters that end with a full stop.");
    }

    private static Where ReadWhere(YamlFields fields)
    {
        var where = default(Where);
        foreach (var name in fields.Texts("where"))
        {
            where |= name switch
            {
                "subject" => Where.Subject,
                "text" => Where.Text,
                "sender" => Where.Sender,
                "files" => Where.Files,
                _ => throw fields.Wrong("where", $"'{name}' is not known. Use subject, text, sender or files."),
            };
        }
        return where == 0 ? Where.Subject | Where.Text : where;
    }

    private static Dictionary<string, IReadOnlyList<string>> Lists(YamlFields fields)
    {
        var lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (fields.Mapping("lists") is not { } mapping) return lists;
        foreach (var name in mapping.Names.ToArray()) lists[name] = mapping.Texts(name);
        return lists;
    }

    [GeneratedRegex(@"\A[a-z0-9]+([.-][a-z0-9]+)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex IdShape();
}
