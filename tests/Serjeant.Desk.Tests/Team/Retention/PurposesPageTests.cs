using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Team.Retention;

public sealed class PurposesPageTests
{
    private const string Page = "/team/purposes";

    [Fact]
    public async Task An_office_that_recorded_none_is_offered_a_start_and_what_it_saves_is_what_stands()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        var page = await browser.PageAsync(Page);
        page.QuerySelectorAll("form#purposes textarea[name$='.Purpose']").Length.ShouldBe(SuggestedPurposes.For(PoliticianRole.Mp).Count);

        (await browser.SubmitAsync(page, "form#purposes", new Dictionary<string, string> { ["Purposes[0].Purpose"] = "Answering <b>people</b>" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var after = await browser.PageAsync(Page);
        ((IHtmlTextAreaElement)after.QuerySelector("textarea[name='Purposes[0].Purpose']")!).Value.ShouldBe("Answering <b>people</b>");
        after.Body!.TextContent.ShouldContain("Recorded");
        var manager = await desk.PersonAsync(Role.Manager);
        var rows = await desk.WithDbAsync(db => db.ProcessingPurposes.ToListAsync());
        rows.Count.ShouldBe(4);
        rows.ShouldAllBe(p => p.RecordedById == manager);
        (await desk.LedgerAsync("office.purposes-recorded")).Single().ActorId.ShouldBe(manager);
        (await desk.WithDbAsync(db => db.ProcessingPurposes.CountAsync(), desk.OtherOfficeId)).ShouldBe(0);
    }

    [Fact]
    public async Task Saving_again_puts_the_new_in_the_place_of_the_old()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        await browser.SubmitAsync(await browser.PageAsync(Page), "form#purposes");
        await browser.SubmitAsync(await browser.PageAsync(Page), "form#purposes", new Dictionary<string, string> { ["Purposes[1].Article9"] = "None" });

        var rows = await desk.WithDbAsync(db => db.ProcessingPurposes.OrderBy(p => p.Id).ToListAsync());
        rows.Count.ShouldBe(4);
        rows[1].Article9.ShouldBe("None");
    }

    [Theory]
    [InlineData("Purpose")]
    [InlineData("Article6")]
    public async Task A_purpose_needs_its_words_and_its_basis(string field)
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        await browser.SubmitAsync(await browser.PageAsync(Page), "form#purposes", new Dictionary<string, string> { [$"Purposes[2].{field}"] = " " })
            .ShouldBeRefusedAtAsync($"Purposes_2__{field}");
        (await desk.WithDbAsync(db => db.ProcessingPurposes.CountAsync())).ShouldBe(0);
    }
}
