using Serjeant.Mail;

namespace Serjeant.Lab.Mail;

/// <summary>Shares of red and amber by set, with Wilson's 95 % intervals.</summary>
internal static class MailFigures
{
    internal static void Print(IEnumerable<MailJudged> judged, string title)
    {
        var all = judged.ToArray();
        Report.Say($"\n{title}");
        Report.Say($"{"",-32} {"red",-34} red or amber");
        foreach (var group in all.GroupBy(f => f.Features.Sample.Set).OrderBy(g => g.Key, StringComparer.Ordinal)) Both(group.Key, [.. group]);
        Both("all genuine", [.. all.Where(f => !f.Features.Sample.Phishing)]);
        Line("phishing, DMARC passes", [.. all.Where(f => f.Features.Sample.Phishing && f.Features.Passes).Select(f => f.Proved)]);
    }

    private static void Both(string name, MailJudged[] judged)
    {
        Line(name + ", no server", [.. judged.Select(f => f.Bare)]);
        Line(name + ", server", [.. judged.Select(f => f.Proved)]);
    }

    internal static void Line(string name, Verdict[] verdicts) =>
        Report.Say($"{name,-32} {Report.Share(verdicts.Count(v => v == Verdict.Red), verdicts.Length),-34} {Report.Share(verdicts.Count(v => v != Verdict.None), verdicts.Length)}");
}
