using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Support;
using Serjeant.Ledger;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Team.Retention;

public sealed class RetentionPageTests
{
    private const string Page = "/team/retention";

    [Fact]
    public async Task What_the_page_says_would_go_is_what_goes_when_the_button_is_pressed()
    {
        await using var desk = await RetentionDesk.StartAsync();
        await desk.DecidedAsync(DecisionKind.Leave, 91);
        await desk.DecidedAsync(DecisionKind.Answered, 92, "Good luck with the fair");
        await desk.DecidedAsync(DecisionKind.Hide, 366, TestMessages.Threat);
        var waiting = await TestMessages.AddAsync(desk, TestMessages.Advert);
        await desk.ReceivedAsync(waiting, 181);
        await desk.QuietCaseAsync(1_100, closed: false, await desk.MessageAsync("We will find you"));
        await desk.QuietCaseAsync(1_100, closed: true, await desk.MessageAsync("And your dog"));
        var kept = await TestMessages.AddAsync(desk, "Is the library open on Monday?");
        var browser = await desk.SignedInAsync(Role.Manager);

        var page = await browser.PageAsync(Page);
        Due(page).ShouldBe(new() { ["Noise"] = 2, ["Undecided"] = 1, ["ActedOn"] = 1, ["OpenRisk"] = 1, ["ClosedCase"] = 1, ["Checked"] = 0 });
        var (messages, cases) = await CountsAsync(desk);
        (await browser.SubmitAsync(page, "form#run", new Dictionary<string, string> { ["Sure"] = "true" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var after = await browser.PageAsync(Page);
        after.QuerySelectorAll("[data-due]").ShouldBeEmpty();
        after.QuerySelector("form#run").ShouldBeNull();
        after.Body!.TextContent.ShouldContain("Deleted: 6 messages, 2 cases");
        (await CountsAsync(desk)).ShouldBe((messages - 6, cases - 2));
        (await desk.IsThereAsync(kept)).ShouldBeTrue();
        var manager = await desk.PersonAsync(Role.Manager);
        (await desk.LedgerAsync("retention.deleted")).ShouldAllBe(e => e.ActorId == manager);
    }

    [Fact]
    public async Task Looking_deletes_nothing_and_names_what_would_go_without_its_words()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var id = await desk.DecidedAsync(DecisionKind.Hide, 400, TestMessages.Threat);
        var browser = await desk.SignedInAsync(Role.Manager);

        var page = await browser.PageAsync(Page);

        page.QuerySelector($"main a[href='/inbox/messages/{id}']").ShouldNotBeNull();
        page.Source.Text.ShouldNotContain("kill you");
        (await desk.IsThereAsync(id)).ShouldBeTrue();
    }

    [Fact]
    public async Task New_rules_count_at_once_and_are_in_the_ledger()
    {
        await using var desk = await RetentionDesk.StartAsync();
        await desk.DecidedAsync(DecisionKind.Leave, 20);
        var browser = await desk.SignedInAsync(Role.Manager);
        var page = await browser.PageAsync(Page);
        page.QuerySelectorAll("[data-due]").ShouldBeEmpty();

        (await browser.SubmitAsync(page, "form#rules", new Dictionary<string, string> { ["Keep[0].Days"] = "14" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        Due(await browser.PageAsync(Page))["Noise"].ShouldBe(1);
        LedgerLeaf.Parse((await desk.LedgerAsync("office.retention-set")).Single().Leaf).Data["Noise"].ShouldBe("14");
        (await desk.WithDbAsync(db => db.RetentionRules.CountAsync(), desk.OtherOfficeId)).ShouldBe(Enum.GetValues<RetentionOutcome>().Length, "the other office keeps its own rules");
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("3651")]
    [InlineData("never")]
    public async Task Days_that_are_no_number_from_1_to_3650_are_refused_at_their_field(string days)
    {
        await using var desk = await RetentionDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        var page = await browser.PageAsync(Page);
        await browser.SubmitAsync(page, "form#rules", new Dictionary<string, string> { ["Keep[3].Days"] = days }).ShouldBeRefusedAtAsync("Keep_3__Days");
        (await desk.LedgerAsync("office.retention-set")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_whose_rules_are_not_those_of_the_page_is_not_taken()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        var page = await browser.PageAsync(Page);
        (await browser.SubmitAsync(page, "form#rules", new Dictionary<string, string> { ["Keep[0].Outcome"] = "ClosedCase" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Evidence_that_cannot_be_reached_is_told_and_the_rest_is_deleted()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var id = await desk.DecidedAsync(DecisionKind.Delete, 400, TestMessages.Threat);
        await desk.WithDbAsync(db => db.Offices.Where(o => o.Id == desk.OfficeId).ExecuteUpdateAsync(s => s.SetProperty(o => o.EvidenceKey, new byte[] { 1 })));
        var browser = await desk.SignedInAsync(Role.Manager);

        await browser.SubmitAsync(await browser.PageAsync(Page), "form#run", new Dictionary<string, string> { ["Sure"] = "true" });

        (await browser.PageAsync(Page)).Body!.TextContent.ShouldContain("files of evidence are still there");
        (await desk.IsThereAsync(id)).ShouldBeFalse();
        (await desk.WithDbAsync(db => db.DoomedBlobs.CountAsync())).ShouldBeGreaterThan(0);
    }

    private static Dictionary<string, int> Due(IDocument page) => page.QuerySelectorAll("[data-due]").ToDictionary(
        cell => cell.GetAttribute("data-due")!, cell => int.Parse(cell.TextContent.Trim().Split(' ')[0], CultureInfo.InvariantCulture));

    private static Task<(int Messages, int Cases)> CountsAsync(TestDesk desk) =>
        desk.WithDbAsync(async db => (await db.Messages.CountAsync(), await db.Cases.CountAsync()));
}
