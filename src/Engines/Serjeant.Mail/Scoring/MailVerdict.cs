using Serjeant.Mail.Messages;

namespace Serjeant.Mail.Scoring;

/// <summary>The answer about one message.</summary>
/// <param name="Score">The findings' points together.</param>
/// <param name="Findings">Those with points first, most points first; then what is only worth knowing.</param>
/// <param name="Steps">What to do next, in plain English, first things first.</param>
/// <param name="Training">The message bears a mark of phishing training. Anybody can write such a mark, so it makes no verdict milder.</param>
/// <param name="Message">What was read, with what was left out.</param>
public sealed record MailVerdict(Verdict Verdict, double Score, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Steps, bool Training, MailReading Message)
{
    /// <summary>Answers about the messages attached to it, in their order. The answer about itself is no milder than any of them.</summary>
    public IReadOnlyList<AttachedVerdict> Attached { get; init; } = [];

    /// <summary>Ids of the rules that would hold if signs that anybody can write excused nothing.</summary>
    public IReadOnlyList<string> Unexcused { get; init; } = [];

    /// <summary>What is said comes of an attached message and not of this one's own words or sender.</summary>
    public bool RestsOnAttached => Findings.Count > 0 && Findings[0] is { RuleId: AttachedScoring.Rule, Points: > 0 };
}
