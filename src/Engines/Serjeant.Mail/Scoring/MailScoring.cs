using Serjeant.Mail.Messages;
using Serjeant.Mail.Rules;

namespace Serjeant.Mail.Scoring;

/// <summary>Adds up what was found. One sign alone never makes red, whatever it counts, nor do weak signs, however many.</summary>
public static class MailScoring
{
    private const int FewestSignsForRed = 2;

    /// <summary>Whether these signs, all with points, may together be red.</summary>
    public static bool MayBeRed(IEnumerable<MailRule> signs)
    {
        var (all, strong) = (0, 0);
        foreach (var sign in signs)
        {
            all++;
            if (!sign.Weak) strong++;
        }
        return all >= FewestSignsForRed && strong > 0;
    }

    internal static MailVerdict Score(MailReading mail, IReadOnlyList<MailRule> held, Facts facts, MailWeights weights)
    {
        var findings = held.Where(r => !r.Quiet).Select(r => new Finding(r.Id, weights.For(r), r.Reason, facts.EvidenceOf(r.Id)))
            .OrderByDescending(f => f.Points).ThenBy(f => f.RuleId, StringComparer.Ordinal).ToArray();
        var score = findings.Sum(f => f.Points);
        var red = MayBeRed(held.Where(r => !r.Quiet && weights.For(r) > 0));
        var verdict = score >= weights.Red && red ? Verdict.Red : score >= weights.Amber ? Verdict.Amber : Verdict.None;
        var training = facts.Has("mail.training");
        return new MailVerdict(verdict, score, findings, Steps.For(verdict, held.Where(r => !r.Quiet && weights.For(r) > 0), training, mail), training, mail);
    }
}
