using Serjeant.Moderation;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Moderation;

/// <summary>Rules and model together, as they ship.</summary>
public sealed class EnsembleTests
{
    private const double Kept = 0.95;

    [Theory]
    [MemberData(nameof(Disguises.Tricks), MemberType = typeof(Disguises))]
    public void A_trick_loses_hardly_any_of_what_rules_and_model_find_together(string trick)
    {
        // What rests on shapes (numbers, question marks, emails) is not speech in disguise.
        var found = Shipped.Rules.Definitions.Where(d => d.Phrases.Count > 0 && d.Patterns.Count == 0).SelectMany(d => d.Match.Concat(d.Leave))
            .SelectMany(text => Shipped.Ensemble.Judge(text).Findings.Where(Scoring.IsAbuse).Select(f => f.Category).Distinct().Select(category => (Text: text, Category: category))).ToArray();
        found.Length.ShouldBeGreaterThan(100);
        var lost = found.Where(f => !Shipped.Ensemble.Judge(Disguises.Apply(trick, f.Text)).Findings.Any(x => x.Category == f.Category)).Select(f => $"{f.Category}: {f.Text}").ToArray();
        (1 - (double)lost.Length / found.Length).ShouldBeGreaterThanOrEqualTo(Kept, string.Join("\n", lost));
    }

    [Fact]
    public void No_verdict_stands_without_a_reason()
    {
        foreach (var text in Shipped.Samples)
        {
            var verdict = Shipped.Ensemble.Judge(text);
            verdict.Findings.Any(f => Scoring.IsAbuse(f) && f.Confidence >= Scoring.ActFrom).ShouldBe(verdict.Abuse, text);
        }
    }

    [Fact]
    public void A_look_is_asked_for_without_calling_the_message_abuse()
    {
        var looks = Shipped.Samples.Select(Shipped.Ensemble.Judge)
            .Where(v => v.Findings.Count > 0 && v.Findings.All(f => f.Confidence < Scoring.ActFrom && f.Category == Category.Threat)).ToArray();
        looks.ShouldNotBeEmpty();
        looks.ShouldAllBe(v => !v.Abuse && Priority.Rank(v) >= Priority.MayBeDanger && v.Findings.All(f => f.Reason.Contains("a person should look", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("I will be outside your surgery on Friday with a knife and I will kill you")]
    [InlineData("We know where you live")]
    public void A_sure_rule_is_never_outvoted(string text)
    {
        var verdict = Shipped.Ensemble.Judge(text);
        verdict.Abuse.ShouldBeTrue();
        verdict.Scores!.Threat.ShouldBeGreaterThanOrEqualTo(Scoring.ActFrom);
        verdict.Findings.ShouldContain(f => f.Category == Category.Threat);
    }

    [Fact]
    public void Worry_for_the_writer_is_kept_and_is_no_abuse_by_itself()
    {
        var verdict = Shipped.Ensemble.Judge("I feel suicidal since my benefits stopped");
        verdict.Findings.ShouldContain(f => f.Category == Category.Welfare);
        verdict.Findings.ShouldNotContain(f => f.Category != Category.Welfare && Scoring.IsAbuse(f));
    }

    [Fact]
    public void Hate_is_found_exactly_when_its_score_says_so()
    {
        foreach (var text in Shipped.Samples)
        {
            var verdict = Shipped.Ensemble.Judge(text);
            if (verdict.Language is not null)
                continue;
            verdict.Findings.Any(f => f.Category.IsHate()).ShouldBe(verdict.Scores!.Hate >= Scoring.ActFrom, text);
        }
    }

    [Fact]
    public void A_finding_of_the_model_says_why_in_words()
    {
        var found = Shipped.Samples.SelectMany(text => Shipped.Ensemble.Judge(text).Findings)
            .Where(f => f.Rule.StartsWith("model.", StringComparison.Ordinal)).ToArray();
        found.ShouldNotBeEmpty();
        found.ShouldAllBe(f => f.Reason.EndsWith('.') && !f.Reason.Any(char.IsDigit));
        found.Where(f => f.Confidence < 0.65).ShouldAllBe(f => f.Severity <= 1 && f.Reason.Contains("a person should look", StringComparison.Ordinal));
    }
}
