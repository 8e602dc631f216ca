using Serjeant.Moderation;
using Serjeant.Moderation.Rules;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Moderation;

public sealed class RuleFileTests
{
    private const string Good = """
        id: test.rule
        category: threat
        severity: 2
        confidence: 0.8
        reason: A test.
        phrases: ["bad word"]
        match: ["a bad word", "bad word"]
        leave: ["a good word", "bad"]
        """;

    [Fact]
    public void A_good_file_loads_and_works()
    {
        var judge = new RulesJudge(RuleSet.Load([new SourceFile("good.yaml", Good)]));
        judge.Judge("what a BAD w0rd").Findings.ShouldHaveSingleItem().Rule.ShouldBe("test.rule");
    }

    [Theory]
    [InlineData("severity: 2", "severity: 9", "severity", "0 to 3")]
    [InlineData("severity: 2\n", "", "severity", "missing")]
    [InlineData("confidence: 0.8", "confidence: high", "confidence", "such as 0.8")]
    [InlineData("category: threat", "category: rude", "category", "not a category")]
    [InlineData("id: test.rule", "id: Test Rule", "id", "lower-case")]
    [InlineData("reason: A test.", "reason: A test", "reason", "full stop")]
    [InlineData("phrases:", "phrase:", "phrase", "Check its spelling")]
    [InlineData("[\"bad word\"]", "[\"(bad word\"]", "phrases", "lacks a ')'")]
    [InlineData("[\"bad word\"]", "[\"{nowhere}\"]", "phrases", "no list 'nowhere'")]
    [InlineData("[\"bad word\"]", "[\"(bad)?\"]", "phrases", "match nothing")]
    [InlineData("[\"bad word\"]", "[\"<any> ~3\"]", "phrases", "at least one word")]
    [InlineData("[\"bad word\"]", "[\"word? bad\"]", "phrases", "(word)?")]
    [InlineData("phrases: [\"bad word\"]", "patterns: [{regex: \"(?=x)\"}]", "patterns[1].regex", "guards")]
    [InlineData("[\"a bad word\", \"bad word\"]", "[\"one\"]", "match", "at least 2")]
    [InlineData("phrases: [\"bad word\"]", "phrases: [\"bad", "line", "valid YAML")]
    public void A_bad_file_is_named_with_its_field_and_what_to_do(string good, string bad, string field, string says)
    {
        var text = Good.ReplaceLineEndings("\n").Replace(good, bad, StringComparison.Ordinal);
        var error = Should.Throw<SourceFileException>(() => RuleSet.Load([new SourceFile("rules/x.yaml", text)]));
        error.Message.ShouldStartWith("rules/x.yaml:");
        error.Field.ShouldContain(field);
        error.Message.ShouldContain(says);
    }

    [Fact]
    public void A_list_that_leads_to_itself_is_refused()
    {
        SourceFile[] files = [new("rules/x.yaml", Good.Replace("bad word\"]\n", "{loop}\"]\n", StringComparison.Ordinal)), new("rules/lists/loop.yaml", "list: loop\nwords: [\"a {loop}\"]")];
        Should.Throw<SourceFileException>(() => RuleSet.Load(files)).Message.ShouldContain("back to itself");
    }

    [Fact]
    public void Two_rules_with_one_id_are_refused() =>
        Should.Throw<SourceFileException>(() => RuleSet.Load([new SourceFile("a.yaml", Good), new SourceFile("b.yaml", Good)])).Message.ShouldContain("already in a.yaml");

    [Fact]
    public void Every_shipped_rule_cites_a_category_and_has_samples_both_ways()
    {
        Shipped.Rules.Definitions.Count.ShouldBeGreaterThanOrEqualTo(35);
        Shipped.Rules.Definitions.ShouldAllBe(d => d.Match.Count >= 2 && d.Leave.Count >= 2 && d.Reason.EndsWith('.'));
    }
}
