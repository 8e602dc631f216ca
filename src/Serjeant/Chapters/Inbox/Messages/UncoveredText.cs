using Serjeant.Chapters.Plans.Protocol;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Messages;

/// <summary>One finding as listed under an uncovered text; its number stands beside the words it rests on.</summary>
public sealed record FindingLine(int Number, MessageFinding Finding, RuleInForce? Broken, string? AddedBy);

/// <summary>A message's text, uncovered: the words that led to each finding are marked, and each finding says why.</summary>
public sealed record UncoveredText(long MessageId, string? Subject, IReadOnlyList<TextStretch> Stretches, IReadOnlyList<FindingLine> Findings, Dose Dose, string? Language)
{
    public bool HasHidden => Stretches.Any(s => s.Hidden is not null);

    public static UncoveredText Of(Message message, RuleBook rules, Dose dose, Func<long, string> nameOf)
    {
        var standing = message.Findings.Where(f => f.Stands)
            .OrderByDescending(f => f.Severity).ThenByDescending(f => f.Confidence).ThenBy(f => f.Start).ThenBy(f => f.Id).ToList();
        return new UncoveredText(
            message.Id, string.IsNullOrWhiteSpace(message.Subject) ? null : Text.Summary.OneLine(message.Subject, 300),
            MarkedText.Cut(message.Text, standing),
            [.. standing.Select((f, i) => new FindingLine(i + 1, f, rules.Broken(f.Category, f.Confidence), f.AddedById is { } by ? nameOf(by) : null))],
            dose, message.Language);
    }
}
