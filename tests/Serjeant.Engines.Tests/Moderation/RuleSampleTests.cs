using Serjeant.Moderation;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Moderation;

public sealed class RuleSampleTests
{
    public static TheoryData<string> RuleIds => [.. Shipped.Rules.Definitions.Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void A_rule_matches_its_own_samples_and_leaves_the_others(string id)
    {
        var rule = Shipped.Rules.Definitions.Single(d => d.Id == id);
        var missed = rule.Match.Where(text => !Matches(id, text)).Select(text => $"must match: {text}");
        var caught = rule.Leave.Where(text => Matches(id, text)).Select(text => $"must be left: {text} [{Words(id, text)}]");
        missed.Concat(caught).ShouldBeEmpty();
    }

    private static bool Matches(string id, string text) => Shipped.Judge.Judge(text).Findings.Any(f => f.Rule == id);

    private static string Words(string id, string text) =>
        Shipped.Judge.Judge(text).Findings.First(f => f.Rule == id) is var f ? text.Substring(f.Start, f.Length) : "";
}
