using System.Net;
using System.Text;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks;
using Serjeant.Chapters.Checks.Dropped;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Checks;

/// <summary>Anybody in the office may note that a message was aimed at it; whoever did, managers and moderators take that back.</summary>
public sealed class AimedCheckTests
{
    /// <summary>A colleague's name at an address that anybody can make.</summary>
    private const string Borrowed = "From: Manager person <manager.person@gmail.com>\r\nTo: office@hembury.example\r\nSubject: Quick favour\r\nMessage-ID: <3@x.example>\r\n\r\nAre you at your desk? I need you to do something for me.\r\n";

    [Theory]
    [InlineData(Role.Author)]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Principal)]
    [InlineData(Role.Moderator)]
    public async Task Noting_keeps_the_check_and_puts_it_into_the_offices_list_with_the_trick(Role by)
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckDesk.CheckAsync(desk, Borrowed, by, keep: false);
        var browser = await desk.SignedInAsync(by);
        await NoteAsync(browser, id);

        var manager = await desk.SignedInAsync(Role.Manager);
        (await manager.PageAsync(ChecksLinks.Check(id))).QuerySelector("#aimed")!.TextContent.ShouldSatisfyAllConditions(
            t => t.ShouldContain("It was aimed at The diary secretary, at a personal address or account"), t => t.ShouldContain($"Noted by {by} person"),
            t => t.ShouldContain("It used the name of somebody you know."), t => t.ShouldContain("security contact"));
        var list = await manager.PageAsync(ChecksLinks.AimedHistory);
        list.QuerySelector("tbody tr")!.TextContent.ShouldSatisfyAllConditions(
            t => t.ShouldContain("Quick favour"), t => t.ShouldContain("The diary secretary, personal"), t => t.ShouldContain("It used the name of somebody you know."), t => t.ShouldContain($"{by} person"));
        (await manager.PageAsync(ChecksLinks.History())).QuerySelector("tbody tr")!.TextContent.ShouldContain("Aimed at us");

        var entry = (await desk.LedgerAsync("check.aimed-at-us")).ShouldHaveSingleItem();
        Encoding.UTF8.GetString(entry.Leaf).ShouldSatisfyAllConditions(l => l.ShouldContain("personal"), l => l.ShouldContain("\"whom\":"), l => l.ShouldNotContain("diary"));
        (await desk.LedgerAsync("check.kept")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_question_is_put_where_a_warning_borrows_a_name_and_waits_behind_a_press_elsewhere()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Author);
        const string urgent = "From: Offers <offers@shop.example>\r\nTo: office@hembury.example\r\nSubject: You have won a prize\r\nMessage-ID: <4@x.example>\r\n\r\nYou have won a prize! Claim your prize now at https://claims.example/prize\r\n";
        foreach (var (message, opens) in new[] { (Borrowed, true), (PassedOn(Borrowed), true), (CheckDesk.Genuine, false), (urgent, false) })
        {
            var form = (await browser.PageAsync(ChecksLinks.Check(await CheckDesk.CheckAsync(desk, message, Role.Author, keep: false)))).QuerySelector("#aim")!;
            form.HasAttribute("open").ShouldBe(opens, message);
            form.TextContent.ShouldContain("Personal accounts are attacked");
            (form.QuerySelector("#looks-aimed")?.TextContent.Contains("It used the name of somebody you know.", StringComparison.Ordinal) ?? false).ShouldBe(opens, message);
        }
    }

    [Fact]
    public async Task What_the_form_lacks_is_said_at_the_field_and_a_second_note_is_refused()
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckDesk.CheckAsync(desk, Borrowed, Role.Author, keep: true);
        var browser = await desk.SignedInAsync(Role.Author);
        var page = await browser.PageAsync(ChecksLinks.Check(id));
        foreach (var (whom, address, field) in new[] { ("", "Work", "Aimed_Whom"), (new string('x', 201), "Work", "Aimed_Whom"), ("The agent", "Elsewhere", "Aimed_Address"), ("The agent", "7", "Aimed_Address") })
        {
            var shown = await browser.SubmitAsync(page, "#note-aimed", Said(whom, address)).ShouldBeRefusedAtAsync(field);
            shown.QuerySelectorAll(".govuk-error-summary li").Length.ShouldBe(1, "of this form alone");
        }
        (await desk.LedgerAsync("check.aimed-at-us")).ShouldBeEmpty();
        (await browser.SubmitAsync(page, "#note-aimed", Said(new string('x', 200), "Work"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var again = await browser.SubmitAsync(page, "#note-aimed", Said("The agent", "Personal"));
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestBrowser.ReadAsync(again)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("A colleague has noted this already");
        (await desk.WithDbAsync(db => db.MessageChecks.SingleAsync())).AimedWhom.ShouldBe(new string('x', 200));
    }

    [Fact]
    public async Task Who_noted_it_managers_and_moderators_take_it_back_and_nobody_else()
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckDesk.CheckAsync(desk, Borrowed, Role.Author, keep: false);
        await NoteAsync(await desk.SignedInAsync(Role.Author), id);
        foreach (var other in new[] { Role.Viewer, Role.Principal })
        {
            var browser = await desk.SignedInAsync(other);
            (await browser.PageAsync(ChecksLinks.Check(id))).QuerySelector("#take-back").ShouldBeNull();
            (await PostAsync(browser, id, "notaimed")).ShouldBe(HttpStatusCode.Forbidden, other.ToString());
        }
        (await desk.WithDbAsync(db => db.MessageChecks.SingleAsync())).AimedAt.ShouldNotBeNull();
        foreach (var allowed in new[] { Role.Author, Role.Moderator, Role.Manager })
        {
            var browser = await desk.SignedInAsync(allowed);
            await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Check(id)), "#take-back", buttonSelector: "#not-aimed").ShouldGoToAsync(ChecksLinks.Check(id));
            var row = await desk.WithDbAsync(db => db.MessageChecks.AsNoTracking().SingleAsync());
            (row.AimedAt, row.AimedById, row.AimedWhom, row.AimedAddress).ShouldBe((null, null, null, null));
            row.KeptAt.ShouldNotBeNull("what is kept only time deletes");
            (await PostAsync(await desk.SignedInAsync(Role.Manager), id, "notaimed")).ShouldBe(HttpStatusCode.NotFound, "it is taken back");
            await NoteAsync(await desk.SignedInAsync(Role.Author), id);
        }
        (await desk.LedgerAsync("check.not-aimed-at-us")).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Another_offices_check_and_a_colleagues_passing_one_are_not_there()
    {
        await using var desk = await TestDesk.StartAsync();
        var (kept, passing) = (await CheckDesk.CheckAsync(desk, Borrowed, Role.Author, keep: true), await CheckDesk.CheckAsync(desk, Borrowed, Role.Author, keep: false));
        var theirs = await desk.SignedInAsync(Role.Manager, desk.OtherOfficeId);
        (await PostAsync(theirs, kept, "aimed")).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(await desk.SignedInAsync(Role.Manager), passing, "aimed")).ShouldBe(HttpStatusCode.NotFound);
        await NoteAsync(await desk.SignedInAsync(Role.Author), kept);
        (await PostAsync(theirs, kept, "notaimed")).ShouldBe(HttpStatusCode.NotFound);
        (await theirs.PageAsync(ChecksLinks.AimedHistory)).QuerySelector("main")!.TextContent.ShouldContain("Nothing noted yet");
        (await desk.WithDbAsync(db => db.MessageChecks.CountAsync(c => c.AimedAt != null))).ShouldBe(1);
    }

    [Fact]
    public async Task The_list_counts_by_where_they_arrived_and_says_what_to_do_while_it_is_empty()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Viewer);
        var empty = (await browser.PageAsync(ChecksLinks.AimedHistory)).QuerySelector(".desk-empty")!;
        empty.TextContent.ShouldContain("press “This was aimed at us”");
        empty.QuerySelector("a")!.GetAttribute("href").ShouldBe(ChecksLinks.Mail);
        await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Author, keep: true);
        foreach (var (message, address) in new[] { (Borrowed, "Personal"), (Borrowed + "x", "Personal"), (CheckDesk.Genuine, "Work") })
            await NoteAsync(browser, await CheckDesk.CheckAsync(desk, message, Role.Viewer, keep: false), address);

        var list = await browser.PageAsync(ChecksLinks.AimedHistory);
        list.QuerySelectorAll("tbody tr").Length.ShouldBe(3);
        list.QuerySelector("#aimed-count")!.TextContent.ShouldBe("3 messages were aimed at you: 1 at a work address or account, 2 at a personal one.");
        list.QuerySelector("tbody")!.TextContent.ShouldContain("None that the desk knows.");
        list = await browser.PageAsync(ChecksLinks.AimedHistory + "&words=joan");
        list.QuerySelector("#aimed-count")!.TextContent.ShouldBe("1 message was aimed at you: 1 at a work address or account, 0 at a personal one.");
        (await browser.PageAsync(ChecksLinks.AimedHistory + "&words=paypal")).QuerySelector(".desk-empty")!.TextContent.ShouldContain("No check matches");
    }

    [Fact]
    public async Task It_goes_by_the_offices_time_for_what_is_kept_with_whom_it_was_aimed_at()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var id = await CheckDesk.CheckAsync(desk, Borrowed, Role.Author, keep: false);
        await NoteAsync(await desk.SignedInAsync(Role.Author), id);
        await desk.WithDbAsync(db => db.MessageChecks.ExecuteUpdateAsync(set => set.SetProperty(c => c.AskedAt, RetentionDesk.Ago(89))));
        (await desk.RunAsync()).Checks.ShouldBe(0);
        await desk.WithDbAsync(db => db.MessageChecks.ExecuteUpdateAsync(set => set.SetProperty(c => c.AskedAt, RetentionDesk.Ago(91))));
        (await desk.RunAsync()).Checks.ShouldBe(1);
        (await desk.WithDbAsync(db => db.SubjectKeys.AnyAsync(k => k.Subject == CheckRemoval.SubjectOf(id)))).ShouldBeFalse("nobody can try names against the ledger");
    }

    [Fact]
    public async Task A_red_message_of_the_drop_folder_that_was_noted_is_off_Today()
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Author, keep: true);
        await desk.WithDbAsync(db => db.MessageChecks.ExecuteUpdateAsync(set => set.SetProperty(c => c.AskedById, (long?)null)));
        Task<int> UnheededAsync() => desk.WithDbAsync(db => DropFolders.Unheeded(db, DateTimeOffset.UtcNow).CountAsync());
        (await UnheededAsync()).ShouldBe(1);
        await NoteAsync(await desk.SignedInAsync(Role.Viewer), id);
        (await UnheededAsync()).ShouldBe(0);
    }

    private static string PassedOn(string mail) => "From: Sam <sam@example.org>\r\nTo: office@hembury.example\r\nSubject: Is this yours?\r\nMessage-ID: <5@x.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + "--b\r\nContent-Type: text/plain\r\n\r\nPlease look.\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n" + mail + "\r\n--b--\r\n";

    private static Dictionary<string, string> Said(string whom = "The diary secretary", string address = "Personal") => new() { ["Aimed.Whom"] = whom, ["Aimed.Address"] = address };

    private static async Task NoteAsync(TestBrowser browser, long id, string address = "Personal") =>
        await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Check(id)), "#note-aimed", Said(address: address)).ShouldGoToAsync(ChecksLinks.Check(id));

    private static async Task<HttpStatusCode> PostAsync(TestBrowser browser, long id, string handler) =>
        (await browser.SubmitAsync(await browser.PageAsync("/me"), "form", Said(), to: $"{ChecksLinks.Check(id)}?handler={handler}")).StatusCode;
}
