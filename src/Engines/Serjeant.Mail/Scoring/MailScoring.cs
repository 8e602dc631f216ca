using Serjeant.Mail.Messages;
using Serjeant.Mail.Rules;

namespace Serjeant.Mail.Scoring;

/// <summary>
/// Adds up what was found. One sign alone never makes red, whatever it counts, nor do weak signs, however many; and one weak sign alone warns of nothing.
/// </summary>
public static class MailScoring
{
    /// <summary>Of the finding that only a part of a message could be read.</summary>
    public const string CutRule = "message.cut";

    private const string OnlyPart = "Only the first part of this message could be read, because it is longer or more nested than ordinary mail. What stands behind that part is not known, and a lure may be hidden there.";
    private const double LeastPoints = 0.5;
    private const int FewestSignsForRed = 2;

    /// <summary>What so many points of these signs, all of which have some, come to.</summary>
    public static Verdict Of(double score, IEnumerable<MailRule> signs, MailWeights weights)
    {
        ArgumentNullException.ThrowIfNull(signs);
        ArgumentNullException.ThrowIfNull(weights);
        var (all, strong) = (0, 0);
        foreach (var sign in signs)
        {
            all++;
            if (!sign.Weak) strong++;
        }
        if (score >= weights.Red && all >= FewestSignsForRed && strong > 0) return Verdict.Red;
        return score >= weights.Amber && (all > 1 || strong > 0) ? Verdict.Amber : Verdict.None;
    }

    /// <summary>What an answer comes to where only a part of the message was read: that nothing was found there does not clear the rest.</summary>
    public static Verdict OfPart(Verdict verdict) => verdict == Verdict.None ? Verdict.Amber : verdict;

    internal static MailVerdict Score(MailReading mail, IReadOnlyList<MailRule> held, Facts facts, MailWeights weights)
    {
        var findings = held.Where(r => !r.Quiet).Select(r => new Finding(r.Id, weights.For(r), r.Reason, facts.EvidenceOf(r.Id)))
            .OrderByDescending(f => f.Points).ThenBy(f => f.RuleId, StringComparer.Ordinal).ToArray();
        var score = findings.Sum(f => f.Points);
        var verdict = Of(score, held.Where(r => !r.Quiet && weights.For(r) > 0), weights);
        if (mail.IsPartial)
        {
            var called = OfPart(verdict);
            var cut = new Finding(CutRule, called == verdict ? 0 : Math.Max(LeastPoints, weights.Amber - score), OnlyPart, [.. mail.Cuts.Select(c => new Evidence(Place.Text, c))]);
            // With points it is what the answer rests on; without, a fact worth knowing.
            findings = called == verdict ? [.. findings, cut] : [cut, .. findings];
            (score, verdict) = (score + cut.Points, called);
        }
        var training = facts.Has("mail.training");
        return new MailVerdict(verdict, score, findings, Steps.For(verdict, held.Where(r => !r.Quiet && weights.For(r) > 0), training, mail), training, mail);
    }
}
