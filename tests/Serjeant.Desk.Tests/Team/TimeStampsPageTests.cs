using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Support;
using Shouldly;

namespace Serjeant.Desk.Tests.Team;

/// <summary>Switching authorities on, trying them, and what an exhibit's page then says of its time.</summary>
public sealed class TimeStampsPageTests
{
    private const string Page = "/team/time-stamps";

    [Fact]
    public async Task None_is_asked_until_the_office_switches_one_on_and_a_try_says_what_it_answered()
    {
        await using var world = await StampDesk.StartAsync();
        var exhibit = await world.ExhibitAsync();
        var browser = await world.Desk.SignedInAsync(Role.Manager);
        (await SectionAsync(browser, exhibit)).ShouldContain("this server’s clock and on the office’s ledger alone");
        var page = await browser.PageAsync(Page);
        page.QuerySelectorAll("#add input[name=Choice]").Length.ShouldBe(4, "three to choose from, and one's own");
        (await world.WorkAsync()).ShouldBeFalse();

        (await browser.SubmitAsync(page, "#add", new Dictionary<string, string>
        {
            ["Choice"] = "other",
            ["Name"] = "Ours <b>",
            ["Address"] = world.Authority.At("good").Address.AbsoluteUri,
        })).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await world.Desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "office.time-stamp-authority-added"))).ShouldBe(1);
        world.Authority.Queries.ShouldBeEmpty("switching on sends nothing");
        (await SectionAsync(browser, exhibit)).ShouldContain("Time-stamp pending");

        var tried = await TestBrowser.ReadAsync(await browser.SubmitAsync(await browser.PageAsync(Page), "#authorities", null, "#authorities button[formaction*=Try]"));
        var words = tried.QuerySelector("#tried")!.TextContent;
        words.ShouldContain("Test time-stamps");
        words.ShouldContain("Test root");
        words.ShouldContain("Agree within 5 seconds");

        await world.WorkAsync();
        (await SectionAsync(browser, exhibit)).ShouldContain("Time-stamped");
        var shown = await browser.PageAsync(CasesLinks.Exhibit(exhibit));
        var token = await browser.SubmitAsync(shown, "form[id^=token-]", null, "form[id^=token-] button");
        token.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        (await world.Desk.WithDbAsync(db => db.CustodyEntries.CountAsync(c => c.Path == "manifest.json.tsr"))).ShouldBe(1);
    }

    [Fact]
    public async Task Trouble_is_told_on_both_pages_with_what_to_do()
    {
        await using var world = await StampDesk.StartAsync();
        await world.AddAsync("garbage");
        var exhibit = await world.ExhibitAsync();
        await world.WorkAsync();
        var browser = await world.Desk.SignedInAsync(Role.Manager);

        var section = await SectionAsync(browser, exhibit);
        section.ShouldContain("can’t be read as a time-stamp");
        section.ShouldContain("Try the authorities, or add another");
        var tried = await TestBrowser.ReadAsync(await browser.SubmitAsync(await browser.PageAsync(Page), "#authorities", null, "#authorities button[formaction*=Try]"));
        tried.QuerySelector("#tried")!.TextContent.ShouldContain("can’t be read as a time-stamp");

        // A person who presses need not wait for the pause to end.
        (await world.WorkAsync()).ShouldBeFalse();
        await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Exhibit(exhibit)), "#stamp");
        (await world.WorkAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Another_offices_authorities_and_tokens_are_not_found()
    {
        await using var world = await StampDesk.StartAsync();
        var id = await world.AddAsync();
        await world.AddAsync(officeId: world.Desk.OtherOfficeId);
        var exhibit = await world.ExhibitAsync();
        await world.WorkAsync();
        var stamp = await world.RowAsync();
        var browser = await world.Desk.SignedInAsync(Role.Manager, world.Desk.OtherOfficeId);
        foreach (var handler in new[] { "Try", "Remove" })
            (await browser.SubmitAsync(await browser.PageAsync(Page), "#authorities", new Dictionary<string, string> { ["Id"] = $"{id}" }, null, $"{Page}?handler={handler}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var theirs = await world.ExhibitAsync("Theirs", world.Desk.OtherOfficeId);
        (await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Exhibit(theirs)), "#stamp", new Dictionary<string, string> { ["StampId"] = $"{stamp.Id}" }, null, $"/cases/exhibits/{theirs}?handler=Token")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        exhibit.ShouldNotBe(theirs);
    }

    private static async Task<string> SectionAsync(TestBrowser browser, long exhibit) =>
        (await browser.PageAsync(CasesLinks.Exhibit(exhibit))).QuerySelector("#time-stamps")!.TextContent;
}
