using System.Globalization;
using System.Net;
using Serjeant.Chapters.Plans.Judging;
using Serjeant.Data;
using Serjeant.Desk.Tests.Inbox;
using Serjeant.Desk.Tests.Support;
using Serjeant.Moderation;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Plans.Judging;

/// <summary>The page that says how good the program is.</summary>
public sealed class JudgingPageTests
{
    private const string Page = "/plans/judging";

    [Theory]
    [InlineData(Role.Manager, true, true)]
    [InlineData(Role.Moderator, false, true)]
    [InlineData(Role.Principal, false, true)]
    [InlineData(Role.Viewer, false, false)]
    [InlineData(Role.Author, false, false)]
    public async Task Everybody_reads_it_and_a_manager_may_change_what_is_looked_for(Role role, bool mayChange, bool seesAgreement)
    {
        await using var desk = await InboxDesk.StartAsync();
        var page = await (await desk.SignedInAsync(role)).PageAsync(Page);
        page.QuerySelectorAll("td[data-category]").Length.ShouldBe(Enum.GetValues<Category>().Length);
        page.QuerySelectorAll("a[href^='/plans/judging/categories/']").Any().ShouldBe(mayChange);
        page.QuerySelectorAll("a[href='/plans/judging/learning']").Any().ShouldBe(mayChange);
        (page.QuerySelector("#agreement") is not null).ShouldBe(seesAgreement);
    }

    [Fact]
    public async Task The_figures_are_those_of_the_judge_that_the_desk_goes_by_and_the_limits_are_said()
    {
        await using var desk = await InboxDesk.StartAsync();
        var shipped = Shipped.Figures();
        var voice = shipped.Of(Shipped.DeskVoice);

        var text = (await (await desk.SignedInAsync(Role.Viewer)).PageAsync(Page)).Body!.TextContent;

        text.ShouldContain(AccuracyWords.About(voice.DangerShown));
        text.ShouldContain(AccuracyWords.Of(voice.Categories.Single(c => c.Category == "threat").Found));
        foreach (var group in voice.Groups)
            text.ShouldContain(AccuracyWords.Of(group.Found));
        text.ShouldContain(shipped.WrittenLines.ToString("N0", CultureInfo.InvariantCulture));
        text.ShouldContain("Languages other than English");
        text.ShouldContain("words inside pictures");
        text.ShouldContain("a person decides, always");
    }

    [Fact]
    public void The_shipped_figures_are_what_the_bench_writes_and_count_what_they_say()
    {
        var shipped = Shipped.Figures();
        AccuracyFigures.Read(new SourceFile("again", shipped.Write())).Write().ShouldBe(shipped.Write());
        foreach (var voice in new[] { shipped.Rules, shipped.RulesAndModel })
        {
            voice.CivilFlagged.Of.ShouldBeGreaterThan(1000);
            voice.Categories.ShouldAllBe(c => c.Found.Hits <= c.Found.Of && c.Found.Of + c.Wrongly.Of == shipped.WrittenLines);
            voice.Groups.Count.ShouldBe(Enum.GetValues<Category>().Count(c => c.IsHate()));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"measured\": 7}")]
    public void A_file_that_the_bench_did_not_write_is_named_in_the_error(string text) =>
        Should.Throw<SourceFileException>(() => AccuracyFigures.Read(new SourceFile("models/x.json", text))).Message.ShouldContain("models/x.json");

    [Fact]
    public async Task A_category_that_there_is_not_is_not_found()
    {
        await using var desk = await InboxDesk.StartAsync();
        (await (await desk.SignedInAsync(Role.Manager)).GetAsync("/plans/judging/categories/nonsense")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
