using Serjeant.Mail.Rules;

namespace Serjeant.Mail.Scoring;

/// <summary>
/// Signs of a mailing list or of an answer excuse much, and anybody can write them: so they may clear a message of small things, and make red milder, but never
/// turn what would plainly be red without them into "no warning signs".
/// </summary>
public static class ExcusedScoring
{
    /// <summary>Of the finding that a message is amber because it would be red without such signs.</summary>
    public const string Rule = "message.excused";

    private const string Reason = "It looks like mail of a list, an answer or something passed on, but anybody can write the signs of that. Without them it would be called very likely not genuine.";
    private const double LeastPoints = 0.5;
    private const int MostSigns = 3;

    // Genuine lists come near red without their exceptions, fraud goes far beyond it.
    private const double Beyond = 1;

    /// <summary>What an answer comes to, beside what it would be if such signs excused nothing.</summary>
    public static Verdict Of(Verdict verdict, Verdict unexcused) => verdict == Verdict.None && unexcused == Verdict.Red ? Verdict.Amber : verdict;

    /// <summary>From what score on a message counts as red here: not just so.</summary>
    public static MailWeights Plainly(MailWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return weights with { Red = weights.Red + Beyond };
    }

    internal static MailVerdict Of(MailVerdict own, IReadOnlyList<MailRule> unexcused, IEnumerable<Evidence> signs, MailWeights weights)
    {
        var counting = unexcused.Where(r => !r.Quiet && weights.For(r) > 0).ToArray();
        own = own with { Unexcused = [.. unexcused.Where(r => !r.Quiet).Select(r => r.Id)] };
        var called = Of(own.Verdict, MailScoring.Of(counting.Sum(weights.For), counting, Plainly(weights)));
        if (called == own.Verdict) return own;
        var finding = new Finding(Rule, Math.Max(LeastPoints, weights.Amber - own.Score), Reason, [.. signs.Take(MostSigns)]);
        return own with
        {
            Verdict = called,
            Score = own.Score + finding.Points,
            Findings = [finding, .. own.Findings],
            Steps = Steps.For(called, counting, own.Training, own.Message),
        };
    }
}
