using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

public sealed class CaseFileTests
{
    private static readonly DateTimeOffset May = new(2026, 5, 3, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_timeline_merges_everything_oldest_first()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats", [await desk.MessageAsync("late", May.AddDays(2)), await desk.MessageAsync("early", May)]);
        var browser = await desk.SignedInAsync(Role.Moderator);
        await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Case(number)), "#add-event", new Dictionary<string, string>
        {
            ["What"] = "He <b>waited</b> outside",
            ["On.Day"] = "4",
            ["On.Month"] = "5",
            ["On.Year"] = "2026",
            ["At"] = "10:30",
        }).ShouldGoToAsync(CasesLinks.Case(number));

        var record = await desk.WithAsync<CaseReader, CaseRecord?>(r => r.ReadAsync(number, CancellationToken.None));
        var lines = Chronology.Of(record!);
        lines.ShouldBe(lines.OrderBy(l => l.At).ToList());
        lines.Take(3).Select(l => l.Kind).ShouldBe([ChronologyKind.Message, ChronologyKind.Event, ChronologyKind.Message]);
        lines.Select(l => l.Kind).ShouldContain(ChronologyKind.Exhibit);
        var rows = (await browser.PageAsync(CasesLinks.Case(number))).QuerySelectorAll("#timeline tbody tr, table tbody tr[data-kind]").Select(r => r.GetAttribute("data-kind")).ToList();
        rows.Take(3).ShouldBe(["message", "event", "message"]);
        (await browser.PageAsync(CasesLinks.Case(number))).QuerySelector("main b").ShouldBeNull();
    }

    [Fact]
    public async Task The_words_of_messages_are_not_on_the_case_page()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats", [await desk.MessageAsync("xyzzy-the-words")]);

        (await (await desk.SignedInAsync(Role.Manager)).PageAsync(CasesLinks.Case(number))).DocumentElement.OuterHtml.ShouldNotContain("xyzzy");
    }

    [Fact]
    public async Task Gaps_are_said_a_missing_profile_page_and_a_capture_that_failed()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats", [await desk.MessageAsync("one")]);
        await desk.WithDbAsync(async db =>
        {
            var found = await db.Cases.SingleAsync();
            db.Captures.Add(new Capture
            {
                OfficeId = desk.OfficeId,
                CaseId = found.Id,
                Address = "https://social.example/1",
                State = CaptureState.Failed,
                Outcome = "The site did not answer.",
                AskedById = found.OpenedById,
                AskedAt = May,
            });
            return await db.SaveChangesAsync();
        });

        var page = (await (await desk.SignedInAsync(Role.Moderator)).PageAsync(CasesLinks.Case(number))).Body!.TextContent;
        page.ShouldContain("No profile page is kept for @angry_example");
        page.ShouldContain("A capture failed: The site did not answer.");
    }

    [Fact]
    public async Task Stalking_guidance_shows_beside_a_pattern_and_not_without_one()
    {
        await using var desk = await TestDesk.StartAsync();
        var once = await desk.CaseAsync("Once", [await desk.MessageAsync("a", May), await desk.MessageAsync("b", May.AddHours(1))]);
        var again = await desk.CaseAsync("Again", [await desk.MessageAsync("c", May, "other"), await desk.MessageAsync("d", May.AddDays(1), "other")]);
        var browser = await desk.SignedInAsync(Role.Moderator);

        (await browser.PageAsync(CasesLinks.Case(once))).Body!.TextContent.ShouldNotContain("shows a pattern");
        (await browser.PageAsync(CasesLinks.Case(again))).Body!.TextContent.ShouldContain("shows a pattern");
    }

    [Fact]
    public async Task A_case_is_closed_with_a_reason_opened_again_and_put_on_hold()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var browser = await desk.SignedInAsync(Role.Moderator);
        await browser.SubmitAsync(await PageAsync(), "#close").ShouldBeRefusedAtAsync("Why");
        await browser.SubmitAsync(await PageAsync(), "#close", new Dictionary<string, string> { ["Why"] = "Warned by the police" }).ShouldGoToAsync(CasesLinks.Case(number));
        (await CaseAsync()).State.ShouldBe(CaseState.Closed);
        (await browser.PageAsync("/cases?show=closed")).Body!.TextContent.ShouldContain("Threats");
        await browser.SubmitAsync(await PageAsync(), "#reopen").ShouldGoToAsync(CasesLinks.Case(number));
        await browser.SubmitAsync(await PageAsync(), "#hold").ShouldGoToAsync(CasesLinks.Case(number));
        (await CaseAsync()).LegalHold.ShouldBeTrue();
        await browser.SubmitAsync(await PageAsync(), "#lift-hold").ShouldGoToAsync(CasesLinks.Case(number));

        var found = await CaseAsync();
        (found.State, found.LegalHold, found.ClosedAt).ShouldBe((CaseState.Open, false, null));
        (await desk.WithDbAsync(db => db.LedgerEntries.Where(e => e.SubjectType == "case").OrderBy(e => e.Index).Select(e => e.Action).ToListAsync()))
            .ShouldBe(["case.opened", "case.closed", "case.reopened", "case.held", "case.hold-lifted"]);

        Task<AngleSharp.Html.Dom.IHtmlDocument> PageAsync() => browser.PageAsync(CasesLinks.Case(number));
        Task<Serjeant.Data.Case> CaseAsync() => desk.WithDbAsync(db => db.Cases.AsNoTracking().SingleAsync());
    }

    [Fact]
    public async Task An_event_in_the_future_or_without_words_is_refused()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync(CasesLinks.Case(number));
        var future = new Dictionary<string, string> { ["What"] = "x", ["On.Day"] = "1", ["On.Month"] = "1", ["On.Year"] = "2199" };

        await browser.SubmitAsync(page, "#add-event").ShouldBeRefusedAtAsync("What");
        await browser.SubmitAsync(page, "#add-event", future).ShouldBeRefusedAtAsync("At");
        (await desk.WithDbAsync(db => db.CaseEvents.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Colleagues_are_asked_to_look_and_say_that_they_have()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var principal = await desk.PersonAsync(Role.Principal);
        var elsewhere = await desk.PersonAsync(Role.Manager, desk.OtherOfficeId);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync(CasesLinks.Case(number));
        (await browser.SubmitAsync(page, "#ask", new Dictionary<string, string> { ["People"] = $"{elsewhere}" })).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        await browser.SubmitAsync(page, "#ask", new Dictionary<string, string> { ["People"] = $"{principal}", ["Note"] = "Please ring me" }).ShouldGoToAsync(CasesLinks.Case(number));

        var asked = await desk.SignedInAsync(Role.Principal);
        (await asked.PageAsync("/cases")).Body!.TextContent.ShouldContain("You were asked to look");
        await asked.SubmitAsync(await asked.PageAsync(CasesLinks.Case(number)), "#seen").ShouldGoToAsync(CasesLinks.Case(number));

        (await desk.WithDbAsync(db => db.CaseAlerts.SingleAsync())).SeenAt.ShouldNotBeNull();
        (await browser.PageAsync(CasesLinks.Case(number))).Body!.TextContent.ShouldContain("has looked");
    }

    [Fact]
    public async Task The_list_is_filtered_found_by_number_and_empty_with_a_kind_word()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Viewer);
        (await browser.PageAsync("/cases")).Body!.TextContent.ShouldContain("Nothing here");
        for (var i = 1; i <= 27; i++)
            await desk.CaseAsync($"Case about {i}");

        (await browser.PageAsync("/cases?words=C-7")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await browser.PageAsync("/cases?words=ABOUT 27")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await browser.PageAsync("/cases?words=%25")).QuerySelectorAll("tbody tr").Length.ShouldBe(0);
        (await browser.PageAsync("/cases")).QuerySelectorAll("tbody tr").Length.ShouldBe(25);
        (await browser.PageAsync("/cases?at=2")).QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        (await browser.PageAsync("/cases?show=chase")).QuerySelectorAll("tbody tr").Length.ShouldBe(0);
    }
}
