using Serjeant.Moderation;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Moderation;

public sealed class VerdictTests
{
    [Theory]
    [InlineData("You're a liar. Resign.")]
    [InlineData("You'll be out at the next election")]
    [InlineData("Your amendment was shot down in the debate and rightly so")]
    [InlineData("You are killing the NHS")]
    [InlineData("Kill the bill!")]
    [InlineData("I hope you lose your seat")]
    [InlineData("What a load of shite this budget is")]
    [InlineData("I hate the Tories and I hate Labour")]
    [InlineData("Hang your head in shame")]
    [InlineData("He was crucified at PMQs")]
    [InlineData("Sack the lot of them, useless clowns")]
    [InlineData("They called me a paki on the tram. Racists should be prosecuted.")]
    [InlineData("\"Get back in the kitchen\" was shouted at a woman candidate yesterday")]
    [InlineData("As a gay man I am disgusted by your vote")]
    [InlineData("Immigration is too high and must be cut")]
    [InlineData("My mum lives at 3 Mill Lane, LS6 2AB, and needs a stairlift. My number is 07700 900123.")]
    [InlineData("I feel suicidal since my benefits stopped")]
    [InlineData("Buy cheap followers at www.example.com today")]
    public void Debate_reports_casework_and_worry_are_not_abuse(string text)
    {
        var verdict = Shipped.Judge.Judge(text);
        verdict.Abuse.ShouldBeFalse(string.Join("; ", verdict.Findings));
    }

    [Theory]
    [InlineData("We know where you live", Category.Threat)]
    [InlineData("someone ought to put a bullet in you", Category.Threat)]
    [InlineData("Let's all go round to his house tonight and smash it up", Category.Incitement)]
    [InlineData("Her mobile is 07700 900123, you know what to do", Category.Leak)]
    [InlineData("I watched you leave your house this morning", Category.Fixation)]
    [InlineData("show us your tits", Category.Sexual)]
    [InlineData("Muslims are vermin", Category.HateReligion)]
    [InlineData("Deport all Romanians", Category.HateRace)]
    [InlineData("you absolute waste of oxygen", Category.Insult)]
    public void What_a_fair_protocol_acts_on_is_abuse(string text, Category category)
    {
        var verdict = Shipped.Judge.Judge(text);
        verdict.Abuse.ShouldBeTrue();
        verdict.Findings.Select(f => f.Category).ShouldContain(category);
    }

    [Fact]
    public void Looks_do_not_add_up_to_abuse()
    {
        var look = new Finding("model.threat", Category.Threat, 1, 0.48, "Reads as a threat. It isn't certain: a person should look.", 0, 1);
        Finding[] looks = [look, look with { Rule = "model.leak", Category = Category.Leak }];
        Scoring.Verdict(looks).Score.ShouldBe(0);
        Scoring.Verdict([.. looks, look with { Rule = "threat.veiled", Confidence = 0.4 }]).Score.ShouldBe(0.4);
        Scoring.Verdict([look with { Confidence = 0.6 }]).Abuse.ShouldBeTrue();
    }

    [Fact]
    public void The_queue_puts_danger_first_and_thanks_last()
    {
        string[] worstFirst =
        [
            "I will be outside your surgery on Friday with a knife and I will kill you", "Muslims are vermin", "you are a twat",
            "Can you help me with my housing application please?", "You should resign", "ok",
        ];
        var ranks = worstFirst.Select(text => Priority.Rank(Shipped.Judge.Judge(text))).ToArray();
        ranks.ShouldBe(ranks.OrderDescending());
        ranks.Distinct().Count().ShouldBe(ranks.Length);
        ranks[0].ShouldBeGreaterThanOrEqualTo(Priority.CannotWait);
        Priority.Rank(Shipped.Judge.Judge("I want to end my life")).ShouldBeGreaterThanOrEqualTo(Priority.CannotWait);
    }

    [Fact]
    public void A_weapon_a_place_and_a_time_are_said_in_the_reason()
    {
        var reason = Shipped.Judge.Judge("I will kill you at your surgery on Friday with a knife").Findings[0].Reason;
        reason.ShouldContain("weapon");
        reason.ShouldContain("place");
        reason.ShouldContain("time");
    }

    [Fact]
    public void Every_category_has_one_identifier_and_a_label()
    {
        Enum.GetValues<Category>().Select(c => c.Id()).ShouldBe(CategoryNames.Ids);
        CategoryNames.Ids.ShouldBeUnique();
        foreach (var category in Enum.GetValues<Category>())
        {
            CategoryNames.TryParse(category.Id(), out var back).ShouldBeTrue();
            back.ShouldBe(category);
            category.Label().ShouldNotBeNullOrWhiteSpace();
        }
    }
}
