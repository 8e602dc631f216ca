using Serjeant.Mail.Rules;

namespace Serjeant.Lab.Mail;

/// <summary>
/// How right the fit is on mail that it did not see. Everything is chosen anew from the fitting messages alone, points and thresholds; the
/// weights that ship are fitted on all messages in the same way, so none of them could be measured here.
/// </summary>
internal static class MailTrials
{
    /// <summary>Each block of time is judged by what was fitted on the other four (blocked cross-validation).</summary>
    internal static MailJudged[] Crossed(MailFeatures[] features, MailRuleSet rules)
    {
        var folds = new MailJudged[MailSets.Folds][];
        Parallel.For(0, folds.Length, k => folds[k] = Fitted(features, f => f.Sample.Fold != k, rules));
        return [.. folds.SelectMany(f => f)];
    }

    /// <summary>The last 30 % in time, judged by what was fitted on what came before.</summary>
    internal static MailJudged[] Later(MailFeatures[] features, MailRuleSet rules) => Fitted(features, f => f.Sample.Part != MailPart.Held, rules);

    private static MailJudged[] Fitted(MailFeatures[] features, Func<MailFeatures, bool> from, MailRuleSet rules)
    {
        var weights = MailFit.Fit([.. features.Where(from)], rules);
        return [.. features.Where(f => !from(f)).Select(f => MailJudged.Of(f, weights, rules))];
    }
}
