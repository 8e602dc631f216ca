using Serjeant.Moderation.Phrases;

namespace Serjeant.Moderation.Rules;

internal sealed record Guard(GuardPlace Place, Phrase[] Phrases);

internal sealed record Stronger(Phrase[] Phrases, int Severity, double Confidence, string Says);

/// <summary>One rule for one category, ready to run. A by-target rule becomes several.</summary>
internal sealed record CompiledRule(
    int Number, RuleDefinition Definition, Category Category, Phrase[] Phrases, IReadOnlyList<PatternDefinition> Patterns,
    Guard[] Needs, Guard[] Unless, Stronger[] Stronger)
{
    internal Finding At(Reading reading, int first, int end)
    {
        var (start, length) = reading.Span(first, end);
        var severity = Definition.Severity;
        var confidence = Definition.Confidence;
        var reason = Definition.Reason;
        foreach (var stronger in Stronger)
        {
            if (!stronger.Phrases.Any(p => p.Find(reading, 0, reading.Count) is not null)) continue;
            severity = Math.Max(severity, stronger.Severity);
            confidence = Math.Max(confidence, stronger.Confidence);
            reason = $"{reason} {stronger.Says}";
        }
        return new Finding(Definition.Id, Category, severity, confidence, reason, start, length);
    }
}
