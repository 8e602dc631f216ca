using Serjeant.Mail;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail;

public sealed class SpearTests
{
    [Fact]
    public void At_least_95_in_100_spear_phishing_cases_are_red_or_amber()
    {
        var fraud = SpearCase.All.Where(c => c.Fraud).ToArray();
        fraud.Length.ShouldBeGreaterThanOrEqualTo(60);
        var missed = fraud.Where(c => c.Judge().Verdict == Verdict.None).Select(c => $"{c} [{Found(c)}]").ToArray();
        missed.Length.ShouldBeLessThanOrEqualTo(fraud.Length * 5 / 100, string.Join('\n', missed));
    }

    [Fact]
    public void No_genuine_twin_is_red() =>
        SpearCase.All.Where(c => !c.Fraud && c.Judge().Verdict == Verdict.Red).Select(c => $"{c} [{Found(c)}]").ShouldBeEmpty();

    [Fact]
    public void Few_genuine_twins_are_amber()
    {
        var twins = SpearCase.All.Where(c => !c.Fraud).ToArray();
        var amber = twins.Where(c => c.Judge().Verdict == Verdict.Amber).Select(c => $"{c} [{Found(c)}]").ToArray();
        amber.Length.ShouldBeLessThanOrEqualTo(twins.Length / 10, string.Join('\n', amber));
    }

    private static string Found(SpearCase c) => string.Join(' ', c.Judge().Findings.Where(f => f.Points > 0).Select(f => $"{f.RuleId}={f.Points}"));
}
