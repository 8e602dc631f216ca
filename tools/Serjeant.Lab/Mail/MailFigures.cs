using Serjeant.Mail.Rules;
using Serjeant.Mail.Scoring;

namespace Serjeant.Lab.Mail;

/// <summary>Shares of red and amber by set, with Wilson's 95 % intervals.</summary>
internal static class MailFigures
{
    internal static void Print(IEnumerable<MailFeatures> features, MailWeights weights, MailRuleSet rules, string title)
    {
        var all = features.ToArray();
        Report.Say($"\n{title}");
        Report.Say($"{"",-28} {"red",-34} red or amber");
        foreach (var group in all.GroupBy(f => f.Sample.Set).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Line(group.Key + ", no server", [.. group.Select(f => f.Rules)], weights, rules);
            Line(group.Key + ", server", [.. group.Select(f => f.Proved)], weights, rules);
        }
        var genuine = all.Where(f => !f.Sample.Phishing).ToArray();
        Line("all genuine, no server", [.. genuine.Select(f => f.Rules)], weights, rules);
        Line("all genuine, server", [.. genuine.Select(f => f.Proved)], weights, rules);
        Line("phishing, DMARC passes", [.. all.Where(f => f.Sample.Phishing && f.Passes).Select(f => f.Proved)], weights, rules);
    }

    private static void Line(string name, int[][] fired, MailWeights weights, MailRuleSet rules)
    {
        var red = fired.Count(f => MailFit.IsRed(f, weights, rules));
        var warned = fired.Count(f => MailFit.Score(f, weights, rules) >= weights.Amber);
        Report.Say($"{name,-28} {Report.Share(red, fired.Length),-34} {Report.Share(warned, fired.Length)}");
    }
}
