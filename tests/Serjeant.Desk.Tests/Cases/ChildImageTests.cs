using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Data;
using Serjeant.Desk.Tests.Inbox.Groups;
using Serjeant.Desk.Tests.Support;
using Serjeant.Outside;
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
        var (capture, upload) = (await browser.PageAsync(CasesLinks.CapturePage(number)), await browser.PageAsync(CasesLinks.Upload(number)));
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
        (await browser.UploadAsync(upload, What, ("a.jpg", Picture))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await desk.WithDbAsync(db => db.Exhibits.CountAsync())).ShouldBe(0);
        foreach (var address in new[] { CasesLinks.CapturePage(number), CasesLinks.Upload(number) })
        {
            var refused = await browser.PageAsync(address);
            refused.QuerySelectorAll("#capture, #upload").ShouldBeEmpty(address);
            refused.QuerySelector("[data-child-image-route]").ShouldNotBeNull(address);
            refused.QuerySelector("main")!.TextContent.ShouldContain("nothing more is kept in it");
        }
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
    public async Task A_profile_page_that_exhibits_share_seals_off_no_other_and_may_come_again_but_the_posts_own_picture_may_not()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        Task<Exhibit> KeepAsync(int post, string picture) => desk.CapturedAsync(number, address: $"https://social.example/@a/{post}",
            holds: [("post/page.png", Encoding.UTF8.GetBytes(picture)), ("profile/page.png", Encoding.UTF8.GetBytes("A page to sign in at"))]);
        var (shut, other) = (await KeepAsync(1, "stands for a picture"), await KeepAsync(2, "stands for another"));
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync(CasesLinks.Exhibit(shut.Id));
        page.QuerySelector("main")!.TextContent.ShouldNotContain("These hold the same file");

        await browser.SubmitAsync(page, "#seal-off").ShouldGoToAsync(CasesLinks.Exhibit(shut.Id));

        (await desk.WithDbAsync(db => db.Exhibits.Where(e => e.SealedOffAt != null).Select(e => e.Id).ToListAsync())).ShouldBe([shut.Id]);
        var later = await KeepAsync(3, "stands for a third");
        (await desk.WithDbAsync(db => db.Exhibits.Select(e => e.Id).OrderBy(id => id).ToListAsync())).ShouldBe([shut.Id, other.Id, later.Id]);
        await Should.ThrowAsync<ArrivalRefusedException>(() => KeepAsync(4, "stands for a picture"));
    }

    [Fact]
    public async Task What_people_called_a_sealed_off_exhibit_and_noted_of_it_is_not_shown()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var browser = await desk.SignedInAsync(Role.Moderator);
        await browser.UploadAsync(number, new Dictionary<string, string> { ["What"] = "zebrafinch title", ["WhereFrom"] = "zebrafinch note" }, ("zebrafinch.jpg", Picture));
        var exhibit = await desk.WithDbAsync(db => db.Exhibits.Select(e => e.Id).SingleAsync());
        await desk.WithDbAsync(db => db.Exhibits.ExecuteUpdateAsync(s => s.SetProperty(e => e.ProfileGap, "It shows zebrafinch")));
        var files = await browser.PageAsync(CasesLinks.Exhibit(exhibit));
        var file = await desk.WithDbAsync(db => db.ExhibitFiles.Where(f => f.Path.EndsWith("zebrafinch.jpg")).Select(f => f.Id).SingleAsync());
        (await browser.SubmitAsync(files, "#files", new Dictionary<string, string> { ["FileId"] = $"{file}" }, "button[formaction*='Download']")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.PageAsync(CasesLinks.Exhibit(exhibit))).QuerySelector("#custody")!.TextContent.ShouldContain("zebrafinch.jpg");
        var page = await browser.PageAsync(CasesLinks.Exhibit(exhibit));
        page.QuerySelector("main")!.TextContent.ShouldSatisfyAllConditions(t => t.ShouldContain("zebrafinch title"), t => t.ShouldContain("zebrafinch note"));

        await browser.SubmitAsync(page, "#seal-off").ShouldGoToAsync(CasesLinks.Exhibit(exhibit));

        foreach (var address in new[] { CasesLinks.Exhibit(exhibit), CasesLinks.Case(number) })
            (await browser.PageAsync(address)).DocumentElement.OuterHtml.ShouldSatisfyAllConditions(
                h => h.ShouldNotContain("zebrafinch", customMessage: address), h => h.ShouldContain("Its title is not shown", customMessage: address));
        var shut = (await browser.PageAsync(CasesLinks.Exhibit(exhibit))).QuerySelector("main")!.TextContent;
        shut.ShouldSatisfyAllConditions(
            t => t.ShouldContain("What was noted of it is not shown"), t => t.ShouldContain("Not kept. Why is not shown"), t => t.ShouldContain("The names of its files are not shown"),
            t => t.ShouldContain("Downloaded"));
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

    [Fact]
    public async Task Replies_quote_nothing_of_a_sealed_off_message_and_whatever_answers_something_else_keeps_its_quote()
    {
        await using var desk = await TestDesk.StartAsync();
        var message = await desk.MessageAsync("zebrafinch words");
        var (reply, inThread, other) = (await desk.MessageAsync("An answer"), await desk.MessageAsync("In its thread"), await desk.MessageAsync("Of something else"));
        var theirs = await desk.MessageAsync("Theirs", officeId: desk.OtherOfficeId);
        var about = await desk.WithDbAsync(db => db.Messages.Where(m => m.Id == message).Select(m => m.ExternalId).SingleAsync());
        await QuoteAsync(reply, about, null);
        await QuoteAsync(inThread, null, about);
        await QuoteAsync(other, "elsewhere", null);
        await QuoteAsync(theirs, about, null, desk.OtherOfficeId);
        var number = await desk.CaseAsync("Threats", [message, reply]);
        var browser = await desk.SignedInAsync(Role.Moderator);
        (await browser.PageAsync($"/inbox/messages/{reply}")).DocumentElement.OuterHtml.ShouldContain("zebrafinch");
        var exhibit = await desk.WithDbAsync(db => db.Exhibits.Where(e => e.MessageId == message).Select(e => e.Id).SingleAsync());

        await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Exhibit(exhibit)), "#seal-off").ShouldGoToAsync(CasesLinks.Exhibit(exhibit));

        foreach (var address in new[] { CasesLinks.Case(number), CasesLinks.Texts(number, "police"), $"/inbox/messages/{reply}", $"/inbox/messages/{inThread}" })
            (await browser.PageAsync(address)).DocumentElement.OuterHtml.ShouldNotContain("zebrafinch");
        (await desk.WithDbAsync(db => db.Messages.Where(m => m.ParentText != null).Select(m => m.Id).ToListAsync())).ShouldBe([other]);
        (await desk.WithDbAsync(db => db.Messages.Select(m => m.ParentText).SingleAsync(), desk.OtherOfficeId)).ShouldNotBeNull();

        Task<int> QuoteAsync(long id, string? inReplyTo, string? thread, long? officeId = null) =>
            desk.WithDbAsync(db => db.Messages.Where(m => m.Id == id).ExecuteUpdateAsync(set => set
                .SetProperty(m => m.InReplyTo, inReplyTo).SetProperty(m => m.ThreadId, thread).SetProperty(m => m.ParentText, "zebrafinch words")), officeId);
    }

    [Fact]
    public async Task A_reply_that_comes_in_later_brings_no_quote_of_a_sealed_off_message_with_it()
    {
        await using var desk = await TestDesk.StartAsync();
        var message = await desk.MessageAsync("zebrafinch words");
        await desk.CaseAsync("Threats", [message]);
        var exhibit = await desk.WithDbAsync(db => db.Exhibits.Select(e => e.Id).SingleAsync());
        var about = await desk.WithDbAsync(db => db.Messages.Select(m => m.ExternalId).SingleAsync());
        var browser = await desk.SignedInAsync(Role.Moderator);
        await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Exhibit(exhibit)), "#seal-off").ShouldGoToAsync(CasesLinks.Exhibit(exhibit));

        await desk.TakeInAsync([Quoting("Of it", about, null), Quoting("In its thread", null, about), Quoting("Of something else", "elsewhere", null)]);
        await desk.TakeInAsync([Quoting("Theirs", about, null)], desk.OtherOfficeId);

        (await desk.WithDbAsync(db => db.Messages.Where(m => m.ParentText != null).Select(m => m.Text).ToListAsync())).ShouldBe(["Of something else"]);
        (await desk.WithDbAsync(db => db.Messages.CountAsync())).ShouldBe(4);
        (await desk.WithDbAsync(db => db.Messages.Select(m => m.ParentText).SingleAsync(), desk.OtherOfficeId)).ShouldNotBeNull();

        static IncomingMessage Quoting(string text, string? inReplyTo, string? thread) =>
            Incoming.Of(text, "somebody") with { InReplyTo = inReplyTo, ThreadId = thread, ParentText = "zebrafinch words" };
    }
}
