using Serjeant.Mail.Messages;

namespace Serjeant.Mail.Scoring;

/// <summary>The answer about a message that is attached to another.</summary>
/// <param name="Name">Its file's name; empty where it has none.</param>
/// <param name="Verdict">Null where it could not be read; the outer message is then read only in part.</param>
public sealed record AttachedVerdict(string Name, MailVerdict? Verdict)
{
    /// <summary>What a person can tell it by.</summary>
    public string Title => Verdict?.Message.Subject is { Length: > 0 } subject ? subject : Name.Length > 0 ? Name : "a message without a subject";
}

/// <summary>
/// Makes the answer about a message no milder than that about the worst message attached to it: whoever opens one opens the other, and a harmless note
/// is the ordinary wrapping of a lure.
/// </summary>
internal static class AttachedScoring
{
    /// <summary>Of the finding that an attached message warns.</summary>
    internal const string Rule = "message.attached";

    private const double LeastPoints = 0.5;
    private const int MostNamed = 3;
    private const int MostSteps = 5;
    private const string Lead = "Do nothing that the attached message asks for, whoever sent it on to you.";

    internal static MailVerdict Of(MailVerdict own, IReadOnlyList<AttachedVerdict> attached, MailWeights weights)
    {
        var judged = attached.Where(a => a.Verdict is not null).OrderByDescending(a => a.Verdict!.Verdict).ThenByDescending(a => a.Verdict!.Score).ToArray();
        own = own with { Attached = attached };
        if (judged.Length == 0 || judged[0].Verdict is not { Verdict: not Verdict.None } worst) return own;
        var lifts = worst.Verdict > own.Verdict;
        var points = lifts ? Math.Max(LeastPoints, (worst.Verdict == Verdict.Red ? weights.Red : weights.Amber) - own.Score) : 0;
        var named = judged.Where(a => a.Verdict!.Verdict == worst.Verdict).Take(MostNamed).Select(a => new Evidence(Place.Attachment, Signals.SenderSignals.Cut(a.Title)));
        var finding = new Finding(Rule, points, Reason(worst.Verdict, own.Verdict), [.. named]);
        if (!lifts) return own with { Findings = [.. own.Findings, finding] };
        return own with
        {
            Verdict = worst.Verdict,
            Score = own.Score + points,
            Findings = [finding, .. own.Findings],
            Steps = [.. worst.Steps.Prepend(Lead).Distinct(StringComparer.Ordinal).Take(MostSteps)],
        };
    }

    private static string Reason(Verdict worst, Verdict own) =>
        (worst == Verdict.Red ? "A message attached to it is very likely not genuine." : "In a message attached to it, something does not fit.")
        + (own == Verdict.None ? " The words round it show no warning signs themselves, but that says nothing about what they bring." : "");
}
