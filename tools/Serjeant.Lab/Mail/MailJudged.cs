using Serjeant.Mail;
using Serjeant.Mail.Rules;
using Serjeant.Mail.Scoring;

namespace Serjeant.Lab.Mail;

/// <summary>One message with the verdicts that some weights give it.</summary>
/// <param name="Bare">With no server trusted.</param>
/// <param name="Proved">With the server that received it trusted.</param>
/// <param name="Score">With no server trusted.</param>
internal sealed record MailJudged(MailFeatures Features, Verdict Bare, Verdict Proved, double Score)
{
    internal static MailJudged Of(MailFeatures features, MailWeights weights, MailRuleSet rules) =>
        new(features, Whole(features, Called(features.Rules, features.Unexcused, weights, rules)), Whole(features, Called(features.Proved, features.ProvedUnexcused, weights, rules)), MailFit.Score(features.Rules, weights, rules));

    /// <summary>Not as it should be.</summary>
    internal bool Wrong => Features.Sample.Phishing ? Bare != Verdict.Red : Bare != Verdict.None || Proved != Verdict.None;

    private static Verdict Whole(MailFeatures features, Verdict called) => features.IsPartial ? MailScoring.OfPart(called) : called;

    private static Verdict Called(int[] fired, int[] unexcused, MailWeights weights, MailRuleSet rules) => ExcusedScoring.Of(Called(fired, weights, rules), Called(unexcused, ExcusedScoring.Plainly(weights), rules));

    internal static Verdict Called(int[] fired, MailWeights weights, MailRuleSet rules) =>
        MailScoring.Of(MailFit.Score(fired, weights, rules), fired.Select(i => rules.Rules[i]).Where(r => weights.For(r) > 0), weights);
}
