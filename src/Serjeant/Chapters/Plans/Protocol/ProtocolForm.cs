using Microsoft.AspNetCore.Mvc.ModelBinding;
using Serjeant.Data;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Plans.Protocol;

/// <summary>The protocol's edit form: what is typed, and what is wrong with it.</summary>
public sealed class ProtocolForm
{
    public const int LongestTitle = 100;
    public const int LongestIntro = 4000;
    public const int LongestText = 1000;
    public const int MostRules = 30;

    /// <summary>A rule is some ten values and one for each kind of message; thirty rules are more than a form may have by default.</summary>
    public const int MostValues = 4_096;

    public int BasedOn { get; set; }
    public string? Title { get; set; }
    public string? Intro { get; set; }
    public List<RuleForm> Rules { get; set; } = [];

    public static ProtocolForm Of(Data.Protocol? protocol)
    {
        var form = new ProtocolForm { BasedOn = protocol?.Version ?? 0, Title = protocol?.Title, Intro = Unwrapped(protocol?.Intro) };
        form.Rules.AddRange((protocol?.Rules ?? []).Select(RuleForm.Of));
        form.Rules.Add(new RuleForm());
        return form;
    }

    /// <param name="before">The version that was edited: warnings come from there, never from the form.</param>
    /// <returns>Null when something is wrong: <paramref name="errors"/> says what.</returns>
    public ProtocolDraft? Read(Data.Protocol? before, ModelStateDictionary errors)
    {
        var title = Required(Title, "Form.Title", "a title", LongestTitle, errors);
        var intro = Required(Intro, "Form.Intro", "an introduction", LongestIntro, errors);
        var rules = new List<(int Place, RuleDraft Rule)>();
        for (var i = 0; i < Rules.Count; i++)
        {
            var rule = Rules[i];
            if (rule.Remove || rule.IsEmpty)
                continue;
            var at = $"Form.Rules[{i}]";
            var warning = before?.Rules.FirstOrDefault(r => r.Id == rule.From)?.Warning;
            var wasOn = before?.Rules.FirstOrDefault(r => r.Id == rule.From)?.Enabled == true;
            if (warning is not null && rule.Enabled && !wasOn && !rule.ReadWarning)
                errors.AddModelError($"{at}.ReadWarning", $"Read the warning about “{rule.Title}”, and tick that you have");
            rules.Add((rule.Number ?? int.MaxValue, new RuleDraft(
                0, Required(rule.Title, $"{at}.Title", "a title for each rule", LongestTitle, errors),
                Required(rule.Text, $"{at}.Text", "the words of each rule", LongestText, errors),
                string.Join(' ', rule.Categories.Where(id => CategoryNames.TryParse(id, out _)).Distinct()), rule.Enabled,
                Enum.IsDefined(rule.Level) ? rule.Level : FlagLevel.Balanced, warning)));
        }
        if (rules.Count == 0)
            errors.AddModelError("Form.Rules[0].Title", "Write at least one rule");
        if (rules.Count > MostRules)
            errors.AddModelError("Form.Rules[0].Title", $"A protocol holds at most {MostRules} rules");
        if (!errors.IsValid)
            return null;
        return new ProtocolDraft(title, intro, [.. rules.OrderBy(r => r.Place).Select((r, i) => r.Rule with { Number = i + 1 })]);
    }

    /// <summary>Shipped texts break their lines for whoever edits the file; in a text area that would show.</summary>
    private static string? Unwrapped(string? intro) =>
        intro is null ? null : string.Join("\n\n", ProtocolText.Paragraphs(intro).Select(p => p.Replace('\n', ' ')));

    private static string Required(string? text, string field, string what, int longest, ModelStateDictionary errors)
    {
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length == 0)
            errors.AddModelError(field, $"Write {what}");
        else if (trimmed.Length > longest)
            errors.AddModelError(field, $"This must be {longest:N0} characters or fewer");
        return trimmed;
    }
}

/// <summary>One rule of the form.</summary>
public sealed class RuleForm
{
    /// <summary>The rule's id in the version that is edited; null for a new one.</summary>
    public long? From { get; set; }
    public int? Number { get; set; }
    public string? Title { get; set; }
    public string? Text { get; set; }
    public string[] Categories { get; set; } = [];
    public bool Enabled { get; set; } = true;
    public FlagLevel Level { get; set; } = FlagLevel.Balanced;
    public bool Remove { get; set; }
    public bool ReadWarning { get; set; }

    public bool IsEmpty => From is null && string.IsNullOrWhiteSpace(Title) && string.IsNullOrWhiteSpace(Text);

    public static RuleForm Of(ProtocolRule rule) => new()
    {
        From = rule.Id,
        Number = rule.Number,
        Title = rule.Title,
        Text = rule.Text,
        Enabled = rule.Enabled,
        Level = rule.Level,
        Categories = rule.Categories.Split(' ', StringSplitOptions.RemoveEmptyEntries),
    };
}
