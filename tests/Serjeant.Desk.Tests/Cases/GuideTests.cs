using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.PoliceGuide;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

public sealed class GuideTests
{
    private static readonly LawLines Law = LawLines.Load(Path.Combine(AppContext.BaseDirectory, "content", "law"));

    [Theory]
    [InlineData(GuideRoute.Emergency999, GuideAnswer.Danger, GuideAnswer.CriticismOnly)]
    [InlineData(GuideRoute.ChildImage, GuideAnswer.ChildImage, GuideAnswer.IntimateImage)]
    [InlineData(GuideRoute.Safeguarding, GuideAnswer.Welfare, GuideAnswer.Menacing)]
    [InlineData(GuideRoute.Police101, GuideAnswer.Violence)]
    [InlineData(GuideRoute.Police101, GuideAnswer.Repeated)]
    [InlineData(GuideRoute.Police101, GuideAnswer.AtHome)]
    [InlineData(GuideRoute.Police101, GuideAnswer.Leak)]
    [InlineData(GuideRoute.Police101, GuideAnswer.IntimateImage)]
    [InlineData(GuideRoute.Police101, GuideAnswer.Menacing, GuideAnswer.Repeated)]
    [InlineData(GuideRoute.PoliceOnline, GuideAnswer.Menacing)]
    [InlineData(GuideRoute.PoliceOnline, GuideAnswer.Hate)]
    [InlineData(GuideRoute.PoliceOnline, GuideAnswer.KnowinglyFalse)]
    [InlineData(GuideRoute.Election, GuideAnswer.ElectionFalsehood)]
    [InlineData(GuideRoute.Platform, GuideAnswer.Impersonation)]
    [InlineData(GuideRoute.Solicitor, GuideAnswer.ReputationOnly)]
    [InlineData(GuideRoute.None, GuideAnswer.CriticismOnly)]
    public void The_most_pressing_route_comes_first(GuideRoute route, params GuideAnswer[] answers) =>
        GuideAdvice.Of(answers.ToHashSet(), PoliticianRole.Mp).Route.ShouldBe(route);

    [Fact]
    public void Every_answer_has_a_question_a_reason_and_steps()
    {
        foreach (var answer in Enum.GetValues<GuideAnswer>())
        {
            GuideQuestions.All.Count(q => q.Answer == answer).ShouldBe(1);
            var advice = GuideAdvice.Of(new HashSet<GuideAnswer> { answer }, PoliticianRole.Councillor);
            advice.Reasons.ShouldNotBeEmpty();
            advice.Steps.ShouldNotBeEmpty();
        }
    }

    [Theory]
    [InlineData(PoliticianRole.Mp, "Operation Bridger")]
    [InlineData(PoliticianRole.Candidate, "Operation Ford")]
    [InlineData(PoliticianRole.Councillor, "Operation Ford")]
    public void The_police_are_told_which_operation_it_is(PoliticianRole role, string operation)
    {
        GuideAdvice.Of(new HashSet<GuideAnswer> { GuideAnswer.Violence }, role).Operation.ShouldBe(operation);
        GuideAdvice.Of(new HashSet<GuideAnswer> { GuideAnswer.CriticismOnly }, role).Operation.ShouldBeNull();
    }

    [Fact]
    public void A_possible_child_image_is_never_to_be_copied_and_goes_to_police_or_IWF()
    {
        var advice = GuideAdvice.Of(new HashSet<GuideAnswer> { GuideAnswer.ChildImage }, PoliticianRole.Mp);
        advice.Steps[0].ShouldStartWith("Stop. Do not copy");
        string.Join(' ', advice.Steps).ShouldContain("Internet Watch Foundation");
    }

    [Theory]
    [InlineData(Nation.England)]
    [InlineData(Nation.Wales)]
    [InlineData(Nation.Scotland)]
    [InlineData(Nation.NorthernIreland)]
    public void Law_is_shown_for_the_offices_nation_only_and_there_is_some_for_the_gravest_things(Nation nation)
    {
        foreach (var answer in new[] { GuideAnswer.Repeated, GuideAnswer.IntimateImage, GuideAnswer.Hate, GuideAnswer.Violence })
        {
            var lines = Law.For(nation, new HashSet<GuideAnswer> { answer });
            lines.ShouldNotBeEmpty($"{nation} has no line for {answer}.");
            lines.ShouldAllBe(l => l.Nations.Contains(nation));
        }
    }

    [Fact]
    public void No_law_line_claims_to_have_been_checked_without_saying_by_whom()
    {
        Law.All.ShouldNotBeEmpty();
        Law.All.Where(l => l.LastChecked is not null && l.CheckedBy is null).ShouldBeEmpty();
        Law.All.ShouldAllBe(l => l.Source.StartsWith("https://www.legislation.gov.uk/"));
        var known = GuideQuestions.All.Select(q => q.LawKey).OfType<string>().ToHashSet();
        Law.All.SelectMany(l => l.ShowsFor).Where(k => !known.Contains(k)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("no front matter", "front matter")]
    [InlineData("---\ntitle: T\nnations: atlantis\nsource: s\npublisher: p\nin_force: yes\nshows_for: hate\n---\nx", "atlantis")]
    [InlineData("---\ntitle: T\n---\nx", "nations")]
    [InlineData("---\ntitle: T\ntitle: U\n---\nx", "twice")]
    public void A_bad_law_line_is_refused_by_name(string text, string says)
    {
        var refused = Should.Throw<FormatException>(() => LawLines.Parse("bad.md", text)).Message;
        refused.ShouldStartWith("bad.md");
        refused.ShouldContain(says);
    }

    [Fact]
    public async Task Answers_are_kept_with_the_case_and_the_page_says_why_and_that_it_is_no_legal_advice()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync(CasesLinks.Guide(number));
        await browser.SubmitAsync(page, "#guide").ShouldBeRefusedAtAsync("Answers");

        await browser.SubmitAsync(page, "#guide", new Dictionary<string, string> { ["Answers"] = "Violence" }).ShouldGoToAsync(CasesLinks.Guide(number) + "#advice");

        var advice = (await browser.PageAsync(CasesLinks.Guide(number))).Body!.TextContent;
        advice.ShouldContain("Call 101");
        advice.ShouldContain("Operation Bridger");
        advice.ShouldContain("Online Safety Act 2023, section 181");
        advice.ShouldContain("Not yet checked against the source");
        advice.ShouldNotContain("Scotland");
        advice.ShouldContain("not legal advice");
        (await browser.PageAsync(CasesLinks.Case(number))).Body!.TextContent.ShouldContain("call 101");
    }
}
