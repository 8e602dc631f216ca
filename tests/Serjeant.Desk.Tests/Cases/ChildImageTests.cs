using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>A possible image of child abuse is refused where the desk can know, and sealed off wherever the office holds the same.</summary>
public sealed class ChildImageTests
{
    private static readonly byte[] Picture = Encoding.UTF8.GetBytes("stands for a picture");
    private static readonly Dictionary<string, string> What = new() { ["What"] = "A picture" };

    [Fact]
    public async Task A_case_of_which_it_was_said_takes_no_upload_and_no_capture_and_ends_what_waits()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var browser = await desk.SignedInAsync(Role.Moderator);
        var capture = await browser.PageAsync(CasesLinks.CapturePage(number));
        var asked = new Dictionary<string, string> { ["Address"] = "https://social.example/1", ["NoProfileWhy"] = "None" };
        await browser.SubmitAsync(capture, "#capture", asked).ShouldGoToAsync(CasesLinks.Captures(number));

        await desk.WithDbAsync(db => db.Cases.ExecuteUpdateAsync(s => s.SetProperty(c => c.GuideAnswers, (string?)null)));
        await desk.WithAsync<Serjeant.Chapters.Cases.CaseFile.CaseChanges, bool>(async changes =>
        {
            var by = await desk.WithDbAsync(db => db.Users.AsNoTracking().SingleAsync(p => p.Role == Role.Moderator));
            var answers = new HashSet<Serjeant.Chapters.Cases.PoliceGuide.GuideAnswer> { Serjeant.Chapters.Cases.PoliceGuide.GuideAnswer.ChildImage };
            return await changes.RouteAsync(number, by, answers, Serjeant.Chapters.Cases.PoliceGuide.GuideAdvice.Of(answers, PoliticianRole.Mp), CancellationToken.None);
        });

        (await desk.WithDbAsync(db => db.Captures.SingleAsync())).State.ShouldBe(CaptureState.Failed);
        (await browser.SubmitAsync(capture, "#capture", asked)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.UploadAsync(number, What, ("a.jpg", Picture))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await desk.WithDbAsync(db => db.Exhibits.CountAsync())).ShouldBe(0);
        (await browser.PageAsync(CasesLinks.Case(number))).QuerySelector("main a[href='https://report.iwf.org.uk/']").ShouldNotBeNull();
    }

    [Fact]
    public async Task Sealing_off_takes_the_same_file_in_other_cases_refuses_it_later_and_leaves_other_offices_alone()
    {
        await using var desk = await TestDesk.StartAsync();
        var (first, second) = (await desk.CaseAsync("Threats"), await desk.CaseAsync("More"));
        var browser = await desk.SignedInAsync(Role.Moderator);
        foreach (var number in new[] { first, second })
            (await browser.UploadAsync(number, What, ("a.jpg", Picture))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await browser.UploadAsync(second, What, ("b.jpg", [1, 2, 3]));
        var ids = await desk.WithDbAsync(db => db.Exhibits.OrderBy(e => e.Id).Select(e => e.Id).ToListAsync());
        var page = await browser.PageAsync(CasesLinks.Exhibit(ids[0]));
        page.QuerySelector("main a[href='https://report.iwf.org.uk/']").ShouldNotBeNull("the way to the police stands before the press");

        await browser.SubmitAsync(page, "#seal-off").ShouldGoToAsync(CasesLinks.Exhibit(ids[0]));

        var shut = await desk.WithDbAsync(db => db.Exhibits.OrderBy(e => e.Id).Select(e => e.SealedOffAt != null).ToListAsync());
        shut.ShouldBe([true, true, false]);
        (await desk.WithDbAsync(db => db.CustodyEntries.SingleAsync(c => c.ExhibitId == ids[1] && c.Act == CustodyAct.SealedOff))).Why!.ShouldContain("same file");
        (await browser.UploadAsync(second, What, ("again.jpg", Picture))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await desk.WithDbAsync(db => db.Exhibits.CountAsync())).ShouldBe(3);
        (await desk.WithDbAsync(db => db.CustodyEntries.CountAsync(c => c.ExhibitId == ids[0] && c.Act == CustodyAct.CameAgain))).ShouldBe(1);
        (await desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "arrival.refused"))).ShouldBe(1);
        (await desk.WithDbAsync(db => db.SealedMarks.CountAsync(), desk.OtherOfficeId)).ShouldBe(0);
    }

    [Fact]
    public async Task The_words_of_a_sealed_off_message_are_nowhere_in_the_inbox_or_a_report()
    {
        await using var desk = await TestDesk.StartAsync();
        var message = await desk.MessageAsync("zebrafinch words");
        var number = await desk.CaseAsync("Threats", [message]);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var exhibit = await desk.WithDbAsync(db => db.Exhibits.Select(e => e.Id).SingleAsync());
        await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Exhibit(exhibit)), "#seal-off").ShouldGoToAsync(CasesLinks.Exhibit(exhibit));

        foreach (var address in new[] { CasesLinks.Exhibit(exhibit), CasesLinks.Case(number), CasesLinks.Texts(number, "police"), $"/inbox/messages/{message}" })
            (await browser.PageAsync(address)).DocumentElement.OuterHtml.ShouldNotContain("zebrafinch");
    }
}
