using Serjeant.Mail.Links;
using Serjeant.Mail.Scoring;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail;

public sealed class MailRuleSampleTests
{
    public static TheoryData<string> RuleIds => [.. ShippedMail.Rules.Rules.Select(r => r.Id)];

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void A_rule_matches_its_own_samples_and_leaves_the_others(string id)
    {
        var rule = ShippedMail.Rules.Rules.Single(r => r.Id == id);
        var missed = rule.Match.Where(s => !ShippedMail.Holding(rule, s).Contains(id)).Select(s => $"must match: {s}");
        var caught = rule.Leave.Where(s => ShippedMail.Holding(rule, s).Contains(id)).Select(s => $"must be left: {s}");
        missed.Concat(caught).ShouldBeEmpty();
    }

    [Fact]
    public void Every_finding_says_why_in_plain_words_and_quotes_the_message()
    {
        foreach (var sample in ShippedMail.Rules.Rules.Where(r => !ShippedMail.IsOfLinks(r) && !ShippedMail.IsOfPages(r)).SelectMany(r => r.Match))
        {
            var verdict = ShippedMail.Of(sample);
            foreach (var finding in verdict.Findings)
            {
                finding.Evidence.ShouldNotBeEmpty(finding.RuleId);
                finding.Reason.ShouldNotContain('{', finding.RuleId);
                foreach (var evidence in finding.Evidence.Where(e => e is { Start: not null, Length: > 0 }))
                    verdict.Message.Text.Substring(evidence.Start!.Value, evidence.Length!.Value).ReplaceLineEndings(" ").ShouldStartWith(evidence.Quote.TrimEnd('…')[..Math.Min(20, evidence.Quote.TrimEnd('…').Length)], customMessage: finding.RuleId);
            }
            verdict.Steps.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Steps_that_rules_name_are_known() =>
        ShippedMail.Rules.Rules.Where(r => r.Step is not null && !(ShippedMail.IsOfLinks(r) || ShippedMail.IsOfPages(r) ? LinkSteps.Knows(r.Step) : Steps.Knows(r.Step))).ShouldBeEmpty();
}
