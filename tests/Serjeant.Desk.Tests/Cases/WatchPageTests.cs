using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>What people see of watching and do about it. The looks themselves are in <c>Cases/WatchRunTests</c>.</summary>
public sealed class WatchPageTests
{
    private const string Hostile = "It said “<b>x</b>\u202E” and now says “<script>alert(1)</script>”.";

    [Fact]
    public async Task A_person_starts_and_stops_it_and_asks_for_a_look_and_the_ledger_knows()
    {
        await using var desk = await TestDesk.StartAsync();
        var exhibit = await ExhibitAsync(desk);
        var browser = await desk.SignedInAsync(Role.Moderator);
        (await SectionAsync(browser, exhibit)).ShouldContain("Not watched");

        await PressAsync(browser, exhibit, "#watch");
        (await SectionAsync(browser, exhibit)).ShouldContain("Next look");
        await PressAsync(browser, exhibit, "#unwatch");
        (await SectionAsync(browser, exhibit)).ShouldContain("Moderator person stopped it");
        await PressAsync(browser, exhibit, "#look");

        var watch = await desk.WithDbAsync(db => db.ExhibitWatches.SingleAsync());
        (watch.State, watch.Site).ShouldBe((WatchState.On, "social.example"));
        watch.NextLookAt.ShouldBeLessThanOrEqualTo(DateTimeOffset.UtcNow);
        (await desk.WithDbAsync(db => db.LedgerEntries.Where(e => e.Action.StartsWith("watch.")).OrderBy(e => e.Index).Select(e => e.Action).ToListAsync()))
            .ShouldBe(["watch.started", "watch.stopped", "watch.asked"]);
        (await browser.PageAsync(CasesLinks.Watched())).QuerySelector("#watched")!.TextContent.ShouldContain("TP/1");
    }

    [Theory]
    [InlineData("watch")]
    [InlineData("unwatch")]
    [InlineData("look")]
    public async Task Another_offices_exhibit_is_not_there(string handler)
    {
        await using var desk = await TestDesk.StartAsync();
        var exhibit = await ExhibitAsync(desk);
        var theirs = await desk.SignedInAsync(Role.Manager, desk.OtherOfficeId);
        var form = await theirs.PageAsync("/me");
        (await theirs.SubmitAsync(form, "form", to: $"{CasesLinks.Exhibit(exhibit)}?handler={handler}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await theirs.PageAsync(CasesLinks.Watched())).Body!.TextContent.ShouldNotContain("TP/1");
    }

    [Fact]
    public async Task An_exhibit_without_an_address_can_not_be_watched()
    {
        await using var desk = await TestDesk.StartAsync();
        var exhibit = await ExhibitAsync(desk);
        await desk.WithDbAsync(db => db.Exhibits.ExecuteUpdateAsync(set => set.SetProperty(e => e.Address, "mailto:a@example.org")));
        var browser = await desk.SignedInAsync(Role.Moderator);
        (await browser.PageAsync(CasesLinks.Exhibit(exhibit))).QuerySelector("#watching").ShouldBeNull();
        (await browser.SubmitAsync(await browser.PageAsync("/me"), "form", to: CasesLinks.Exhibit(exhibit) + "?handler=watch")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_a_page_was_changed_to_is_shown_encoded_on_the_exhibit_the_list_and_the_timeline()
    {
        await using var desk = await TestDesk.StartAsync();
        var exhibit = await ExhibitAsync(desk);
        await LookAsync(desk, exhibit, "Changed", DateTimeOffset.UtcNow, Hostile);
        var browser = await desk.SignedInAsync(Role.Principal);
        foreach (var address in new[] { CasesLinks.Exhibit(exhibit), CasesLinks.Watched(), CasesLinks.Case(1) })
        {
            var page = await browser.PageAsync(address);
            page.Body!.TextContent.ShouldContain("<script>alert(1)</script>", customMessage: address);
            page.QuerySelectorAll("main script, main b").ShouldBeEmpty(address);
        }
        (await browser.PageAsync(CasesLinks.Exhibit(exhibit))).QuerySelectorAll("#watching form").ShouldBeEmpty("the principal looks and changes nothing");
    }

    [Theory]
    [InlineData("StillUp", false, "Still up:")]
    [InlineData("Changed", false, "Still up:")]
    [InlineData("Gone", false, "Taken down:")]
    [InlineData("AccountGone", true, "Taken down:")]
    [InlineData("Locked", true, "Not public any more:")]
    [InlineData("StillUp", true, null)]
    [InlineData("CannotTell", false, null)]
    public async Task Today_says_what_became_of_what_was_reported(string verdict, bool answered, string? says)
    {
        await using var desk = await TestDesk.StartAsync();
        var exhibit = await ExhibitAsync(desk);
        await ReportAsync(desk, DateTimeOffset.UtcNow.AddHours(-3), answered);
        await LookAsync(desk, exhibit, verdict, DateTimeOffset.UtcNow.AddHours(-1));

        var page = (await (await desk.SignedInAsync(Role.Moderator)).PageAsync("/")).QuerySelector("main")!.TextContent;
        if (says is null)
            page.ShouldNotContain("Reported to");
        else
            page.ShouldContain(says);
        (await (await desk.SignedInAsync(Role.Viewer)).PageAsync("/")).QuerySelector("main")!.TextContent.ShouldNotContain("Reported to");
    }

    [Fact]
    public async Task Today_does_not_count_a_look_from_before_the_report()
    {
        await using var desk = await TestDesk.StartAsync();
        var exhibit = await ExhibitAsync(desk);
        await LookAsync(desk, exhibit, "StillUp", DateTimeOffset.UtcNow.AddHours(-5));
        await ReportAsync(desk, DateTimeOffset.UtcNow.AddHours(-3), false);
        (await (await desk.SignedInAsync(Role.Moderator)).PageAsync("/")).QuerySelector("main")!.TextContent.ShouldNotContain("Still up");
    }

    [Fact]
    public async Task Retention_takes_the_watch_and_its_looks_with_the_exhibit()
    {
        await using var desk = await TestDesk.StartAsync();
        var exhibit = await ExhibitAsync(desk);
        await LookAsync(desk, exhibit, "Changed", DateTimeOffset.UtcNow, Hostile);
        var browser = await desk.SignedInAsync(Role.Moderator);
        await PressAsync(browser, exhibit, "#watch");

        await using var scope = desk.App.Services.CreateAsyncScope();
        var scoped = scope.ServiceProvider.GetRequiredService<SerjeantDb>();
        scoped.OfficeScope = desk.OfficeId;
        await scope.ServiceProvider.GetRequiredService<ExhibitRemoval>().RemoveAsync(scoped.Exhibits, null, CancellationToken.None);

        (await desk.WithDbAsync(db => db.ExhibitWatches.CountAsync())).ShouldBe(0);
        (await desk.WithDbAsync(db => db.WatchLooks.CountAsync())).ShouldBe(0);
    }

    private static async Task<long> ExhibitAsync(TestDesk desk)
    {
        await desk.CaseAsync("Threats", [await desk.MessageAsync("We will find you")]);
        return await desk.WithDbAsync(db => db.Exhibits.Select(e => e.Id).SingleAsync());
    }

    private static async Task<string> SectionAsync(TestBrowser browser, long exhibit) =>
        (await browser.PageAsync(CasesLinks.Exhibit(exhibit))).QuerySelector("#watching")!.TextContent;

    private static async Task PressAsync(TestBrowser browser, long exhibit, string form) =>
        await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Exhibit(exhibit)), form).ShouldGoToAsync(CasesLinks.Exhibit(exhibit) + "#watching");

    private static Task LookAsync(TestDesk desk, long exhibit, string verdict, DateTimeOffset at, string what = "What it rests on.") => desk.WithDbAsync(async db =>
    {
        if (!await db.ExhibitWatches.AnyAsync(w => w.ExhibitId == exhibit))
            db.ExhibitWatches.Add(new ExhibitWatch { OfficeId = desk.OfficeId, ExhibitId = exhibit, Site = "social.example", State = WatchState.Stopped, StartedById = 1, StartedAt = at, NextLookAt = at });
        db.WatchLooks.Add(new WatchLook { OfficeId = desk.OfficeId, WatchedId = exhibit, At = at, Verdict = verdict, What = what });
        return await db.SaveChangesAsync();
    });

    private static Task ReportAsync(TestDesk desk, DateTimeOffset at, bool answered) => desk.WithDbAsync(async db =>
    {
        var found = await db.Cases.SingleAsync();
        db.CaseReports.Add(new CaseReport
        {
            OfficeId = desk.OfficeId,
            CaseId = found.Id,
            To = ReportTo.Platform,
            Recipient = "X",
            MadeAt = at,
            MadeById = found.OpenedById,
            Outcome = answered ? "It breaks no rule" : null,
            OutcomeAt = answered ? at.AddHours(1) : null,
        });
        return await db.SaveChangesAsync();
    });
}
