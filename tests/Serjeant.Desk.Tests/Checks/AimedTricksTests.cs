using Serjeant.Chapters.Checks.Aimed;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Checks;

public sealed class AimedTricksTests
{
    [Fact]
    public void Every_finding_that_tells_a_trick_is_one_that_a_rule_makes_and_tells_one_trick()
    {
        var rules = Shipped.MailRuleSet().Rules.Where(r => !r.Quiet && r.Points > 0).Select(r => r.Id).ToHashSet();
        var named = AimedTricks.All.SelectMany(t => t.Rules).ToList();
        named.Where(id => !rules.Contains(id)).ShouldBeEmpty();
        named.ShouldBeUnique();
    }

    [Fact]
    public void What_makes_it_somebodys_own_is_told_first_and_three_are_told_at_most()
    {
        AimedTricks.Tell("link.shortened ask.code contact.new-address sender.looks-like").ShouldBe(
            "It used the name of somebody you know. It imitated an address, a site or an account. It wanted a code, or to link another device to your account.");
        AimedTricks.Tell("words.urgency").ShouldBe(AimedTricks.Tell(""));
        AimedTricks.In("ask.extortion sender.yourself").Any(t => t.Borrows).ShouldBeFalse("mass extortion comes from your own address");
        AimedTricks.In("contact.not-theirs").ShouldHaveSingleItem().Borrows.ShouldBeTrue();
        AimedTricks.In("thread.new-reply-address ask.payment").Select(t => t.Borrows).ShouldBe([true, false]);
    }
}
