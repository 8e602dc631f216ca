using Serjeant.Text;
using Serjeant.Text.Languages;

namespace Serjeant.Moderation.Rules;

/// <summary>What rules may say of a message that isn't in English: "die" is an article in German, and "dim" is "nothing" in Welsh.</summary>
internal static class OtherLanguages
{
    internal static bool MayStand(CompiledRule rule, Finding finding, FoldedText folded, string language)
    {
        if (rule.Definition.Detector != Detector.None) return rule.Definition.Detector != Detector.Gibberish;
        // Numbers and addresses look the same in every language.
        if (rule.Phrases.Length == 0 && rule.Patterns.All(p => p.Hint is PatternHint.Digit or PatternHint.At)) return true;
        return Language.IsEnglishAt(folded, finding.Start, finding.Length, language, orNeither: finding.Severity >= 2);
    }
}
