using Serjeant.Moderation;
using Serjeant.Moderation.Offices;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Moderation;

/// <summary>Categories that an office switched off, and what its decisions taught.</summary>
public sealed class OfficeLensTests
{
    private const string Both = "you absolute waste of oxygen, I will kill you tonight with a knife";

    [Fact]
    public void Nothing_switched_off_and_nothing_learned_changes_nothing()
    {
        var verdict = Shipped.Judge.Judge(Both);
        OfficeLens.Clear.Apply(verdict).ShouldBeSameAs(verdict);
        Off(Category.Spam).Apply(verdict).ShouldBeSameAs(verdict);
    }

    [Fact]
    public void A_category_that_is_off_is_not_found_and_the_rest_is_scored_by_itself()
    {
        foreach (var judge in new IJudge[] { Shipped.Judge, Shipped.Ensemble })
        {
            var before = judge.Judge(Both);
            before.Findings.ShouldContain(f => f.Category == Category.Threat);
            before.Findings.ShouldContain(f => f.Category == Category.Insult);

            var after = Off(Category.Threat).Apply(judge.Judge(Both));

            after.Findings.ShouldBe(before.Findings.Where(f => f.Category != Category.Threat));
            after.Abuse.ShouldBeTrue();
            Priority.Rank(after).ShouldBeLessThan(Priority.MayBeDanger);
            Off(Category.Threat, Category.Incitement, Category.Insult).Apply(before).Abuse.ShouldBeFalse();
        }
    }

    [Fact]
    public void What_the_office_leaves_counts_for_less_and_says_why()
    {
        var before = Of(Category.Insult, 1, 0.8);
        var after = Learning(Outcomes(Category.Insult, 0.8, acted: 2, left: 12)).Apply(before).Findings[0];
        after.Confidence.ShouldBeInRange(0.3, 0.7);
        after.Learned.ShouldBe(new Learned(0.8, 12, 14, SameRule: true));
    }

    [Fact]
    public void What_the_office_acts_on_counts_for_more()
    {
        var before = Of(Category.Insult, 1, 0.6);
        var after = Learning(Outcomes(Category.Insult, 0.6, acted: 30, left: 0)).Apply(before);
        after.Findings[0].Confidence.ShouldBeGreaterThan(0.8);
        after.Score.ShouldBeGreaterThan(before.Score);
    }

    [Fact]
    public void A_few_decisions_teach_nothing_and_a_thousand_stay_within_bounds()
    {
        var before = Of(Category.Insult, 1, 0.8);
        Learning(Outcomes(Category.Insult, 0.8, acted: 0, left: Lessons.FewestOfRule - 1)).Apply(before).ShouldBeSameAs(before);
        var odds = Math.Log(0.8 / 0.2) - Lessons.MostShift;
        Learning(Outcomes(Category.Insult, 0.8, acted: 0, left: 1000)).Apply(before).Findings[0].Confidence.ShouldBe(1 / (1 + Math.Exp(-odds)), 0.001);
    }

    [Fact]
    public void What_cannot_wait_never_counts_for_less()
    {
        foreach (var category in Enum.GetValues<Category>().Where(Scoring.IsDanger))
        {
            var learning = Learning(Outcomes(category, 0.9, acted: 0, left: 500));
            var cannotWait = Of(category, 3, 0.9);
            learning.Apply(cannotWait).ShouldBeSameAs(cannotWait);
            // Lesser ones may count for less, but stay in the lane of danger.
            Priority.Rank(learning.Apply(Of(category, 2, 0.9))).ShouldBeGreaterThanOrEqualTo(Priority.MayBeDanger);
        }
    }

    [Fact]
    public void Categories_that_people_added_teach_about_the_category_but_no_rule()
    {
        var added = Enumerable.Repeat(new Outcome(null, Category.Insult, 1, Acted: true), 20);
        var mixed = Outcomes(Category.Insult, 0.6, acted: 3, left: 0).Concat(added);
        var after = Learning(mixed).Apply(Of(Category.Insult, 1, 0.6)).Findings[0];
        after.Confidence.ShouldBeGreaterThan(0.6);
        after.Learned.ShouldBe(new Learned(0.6, 0, 23, SameRule: false));
    }

    [Fact]
    public void Another_rule_and_another_category_learn_nothing_of_it()
    {
        var lens = Learning(Outcomes(Category.Insult, 0.8, acted: 0, left: 10));
        lens.Apply(Of(Category.Insult, 1, 0.8, "insult.other")).Findings[0].Learned.ShouldBeNull();
        lens.Apply(Of(Category.Profanity, 1, 0.8)).Findings[0].Learned.ShouldBeNull();
    }

    private static OfficeLens Off(params Category[] categories) => new(categories.ToHashSet(), Lessons.None);

    private static OfficeLens Learning(IEnumerable<Outcome> outcomes) => new(new HashSet<Category>(), Lessons.Of(outcomes));

    private static IEnumerable<Outcome> Outcomes(Category category, double confidence, int acted, int left) =>
        Enumerable.Range(0, acted + left).Select(i => new Outcome("a.rule", category, confidence, i < acted));

    private static Verdict Of(Category category, int severity, double confidence, string rule = "a.rule") =>
        Scoring.Verdict([new Finding(rule, category, severity, confidence, "A reason.", 0, 1)]);
}
