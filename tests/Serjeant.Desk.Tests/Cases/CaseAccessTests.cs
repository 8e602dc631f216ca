using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>What a person sees of a case who may look and not work on it. Who gets to which page is in <see cref="Pages.ExpectedPages"/>.</summary>
public sealed class CaseAccessTests
{
    [Theory]
    [InlineData("close")]
    [InlineData("hold")]
    [InlineData("event")]
    [InlineData("ask")]
    [InlineData("called")]
    [InlineData("reopen")]
    public async Task A_viewer_can_change_nothing_on_the_case(string handler)
    {
        await using var desk = await DeskWithCaseAsync();
        var browser = await desk.SignedInAsync(Role.Viewer);
        (await browser.PageAsync("/cases/1")).QuerySelectorAll("main form").ShouldBeEmpty();
        (await browser.PageAsync("/cases/1/guide")).QuerySelectorAll("main form").ShouldBeEmpty();
        // A token of the person's own session, from whatever form the frame has.
        var token = (await browser.PageAsync("/cases")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var fields = new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["Why"] = "x", ["What"] = "x" };
        (await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/cases/1?handler={handler}") { Content = new FormUrlEncodedContent(fields) }))
            .StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_form_for_something_that_a_page_cannot_do_is_not_found()
    {
        await using var desk = await DeskWithCaseAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        var page = await browser.PageAsync("/cases/1");
        page.QuerySelector("#hold")!.SetAttribute("action", "/cases/1?handler=fly");

        (await browser.SubmitAsync(page, "#hold")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_viewer_sees_neither_a_suspected_identity_nor_what_exhibits_are_called()
    {
        await using var desk = await DeskWithCaseAsync();

        var viewer = (await (await desk.SignedInAsync(Role.Viewer)).PageAsync("/cases/1")).Body!.TextContent;
        var principal = (await (await desk.SignedInAsync(Role.Principal)).PageAsync("/cases/1")).Body!.TextContent;

        viewer.ShouldNotContain("number 9");
        principal.ShouldContain("number 9");
    }

    private static async Task<TestDesk> DeskWithCaseAsync()
    {
        var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats", [await desk.MessageAsync("We will find you")]);
        number.ShouldBe(1);
        await desk.WithDbAsync(async db =>
        {
            var found = await db.Cases.SingleAsync();
            db.CaseReports.Add(new CaseReport
            {
                OfficeId = desk.OfficeId,
                CaseId = found.Id,
                To = ReportTo.Platform,
                Recipient = "X",
                MadeAt = found.OpenedAt,
                MadeById = found.OpenedById,
            });
            return await db.SaveChangesAsync();
        });
        return desk;
    }
}
