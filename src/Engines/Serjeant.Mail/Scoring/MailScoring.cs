using Serjeant.Mail.Messages;
using Serjeant.Mail.Rules;

namespace Serjeant.Mail.Scoring;

/// <summary>Adds up what was found. One sign alone never makes red, whatever it counts.</summary>
internal static class MailScoring
{
    private const int FewestSignsForRed = 2;

    internal static MailVerdict Score(MailReading mail, IReadOnlyList<MailRule> held, Facts facts, MailWeights weights)
    {
        var findings = held.Where(r => !r.Quiet).Select(r => new Finding(r.Id, weights.For(r), r.Reason, facts.EvidenceOf(r.Id)))
            .OrderByDescending(f => f.Points).ThenBy(f => f.RuleId, StringComparer.Ordinal).ToArray();
        var score = findings.Sum(f => f.Points);
        var signs = findings.Count(f => f.Points > 0);
        var verdict = score >= weights.Red && signs >= FewestSignsForRed ? Verdict.Red : score >= weights.Amber ? Verdict.Amber : Verdict.None;
        var training = facts.Has("mail.training");
        return new MailVerdict(verdict, score, findings, Steps.For(verdict, held.Where(r => !r.Quiet && weights.For(r) > 0), training, mail), training, mail);
    }
}
