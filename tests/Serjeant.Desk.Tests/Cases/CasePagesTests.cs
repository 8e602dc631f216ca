using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Desk.Tests.Inbox;
using Serjeant.Desk.Tests.Support;
using Shouldly;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>A case that is made from messages asks for their pages at the same press.</summary>
public sealed class CasePagesTests
{
    [Fact]
    public async Task The_posts_and_their_accounts_pages_are_in_line_when_the_case_is_open()
    {
        await using var desk = await TestDesk.StartAsync();
        var ids = await PostsAsync(desk, 2);
        var browser = await desk.SignedInAsync(Role.Moderator);

        await MakeAsync(browser, ids);

        var asked = await desk.WithDbAsync(db => db.Captures.AsNoTracking().OrderBy(c => c.MessageId).ToListAsync());
        asked.Select(c => (c.MessageId!.Value, c.Address, c.ProfileAddress, c.State)).ShouldBe(ids.Select(id =>
            (id, $"https://social.example/@angry_example/{id}", (string?)"https://social.example/angry_example", CaptureState.Queued)));
        asked.ShouldAllBe(c => c.CaseId != null);
        (await browser.PageAsync(CasesLinks.Guide(1))).Body!.TextContent.ShouldContain("2 posts and their accounts’ pages are being kept.");
        (await desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "capture.asked"))).ShouldBe(2);
    }

    [Fact]
    public async Task A_page_that_nobody_may_open_keeps_neither_the_case_nor_the_others_back()
    {
        await using var desk = await TestDesk.StartAsync();
        var ids = await PostsAsync(desk, 2);
        var other = await desk.CaseAsync("Of which it was said", [ids[0]]);
        await desk.WithDbAsync(db => db.Cases.Where(c => c.Number == other).ExecuteUpdateAsync(set => set.SetProperty(c => c.GuideAnswers, "[\"ChildImage\"]")));
        var browser = await desk.SignedInAsync(Role.Moderator);

        await MakeAsync(browser, ids, number: 2);

        (await desk.WithDbAsync(db => db.Captures.Select(c => c.MessageId).ToListAsync())).ShouldBe([ids[1]]);
        (await LeftAsync(desk, 2)).ShouldBe(0, "nobody can ask for the other");
        (await browser.PageAsync(CasesLinks.Captures(2))).QuerySelector("#rest").ShouldBeNull();
    }

    [Fact]
    public async Task Unticked_nothing_is_asked_for_and_a_press_in_the_case_asks_later()
    {
        await using var desk = await TestDesk.StartAsync();
        var ids = await PostsAsync(desk, 2);
        var browser = await desk.SignedInAsync(Role.Moderator);
        await MakeAsync(browser, ids, ticked: false);
        (await CountAsync(desk)).ShouldBe(0);

        var page = await browser.PageAsync(CasesLinks.Captures(1));
        page.Body!.TextContent.ShouldContain("2 posts of this case have pages that nobody has asked to keep.");
        await browser.SubmitAsync(page, "#rest").ShouldGoToAsync(CasesLinks.Captures(1));

        (await CountAsync(desk)).ShouldBe(2);
        (await browser.PageAsync(CasesLinks.Captures(1))).QuerySelector("#rest").ShouldBeNull();
    }

    [Fact]
    public async Task Unticked_what_make_a_case_put_in_line_is_taken_off_and_what_has_begun_or_was_asked_for_otherwise_goes_on()
    {
        await using var desk = await TestDesk.StartAsync();
        var ids = await PostsAsync(desk, 3);
        var moderator = await desk.WithDbAsync(db => db.Users.AsNoTracking().SingleAsync(p => p.Role == Role.Moderator));
        await desk.WithAsync<MessageCapture, PageAsked>(capture => capture.AskAsync(moderator, ids[0], CancellationToken.None));
        await desk.DecideAsync(DecisionKind.MakeCase, ids);
        await desk.WithDbAsync(db => db.Captures.Where(c => c.MessageId == ids[1]).ExecuteUpdateAsync(set => set.SetProperty(c => c.State, CaptureState.Running)));
        (await CountAsync(desk)).ShouldBe(3);

        var browser = await desk.SignedInAsync(Role.Moderator);

        await MakeAsync(browser, ids, ticked: false);

        (await desk.WithDbAsync(db => db.Captures.OrderBy(c => c.MessageId).Select(c => c.State).ToListAsync()))
            .ShouldBe([CaptureState.Queued, CaptureState.Running, CaptureState.Withdrawn]);
        (await desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "capture.cancelled"))).ShouldBe(1);
        var off = await desk.WithDbAsync(db => db.Captures.Where(c => c.State == CaptureState.Withdrawn).Select(c => c.Id).SingleAsync());
        var page = await browser.PageAsync(CasesLinks.Captures(1));
        page.QuerySelector($"#capture-{off}")!.ParentElement!.PreviousElementSibling!.TextContent.ShouldContain("The case was made without these pages");
        page.QuerySelector("#captures")!.TextContent.ShouldSatisfyAllConditions(
            t => t.ShouldContain("Taken off the list"), t => t.ShouldNotContain("Could not be kept"), t => t.ShouldNotContain("Try again"));
        (await desk.WithAsync<CaptureLine, bool>(line => line.AgainAsync(off, moderator, CancellationToken.None))).ShouldBeFalse("it did not fail");
        (await browser.PageAsync(CasesLinks.Case(1))).QuerySelector("main")!.TextContent.ShouldContain("A page that was to be kept was taken off the list.");
        (await browser.PageAsync($"/inbox/messages/{ids[2]}")).QuerySelector("main")!.TextContent.ShouldContain("The page was taken off the list before it was captured");
    }

    [Fact]
    public async Task Of_a_pile_on_the_worst_are_asked_for_the_rest_at_one_press_and_none_twice()
    {
        await using var desk = await TestDesk.StartAsync();
        var ids = await PostsAsync(desk, CasePages.MostAtOnce + 3);
        var worst = ids[^1];
        await desk.WithDbAsync(db => db.Messages.Where(m => m.Id == worst).ExecuteUpdateAsync(set => set.SetProperty(m => m.Rank, 1_000_000)));
        var browser = await desk.SignedInAsync(Role.Moderator);

        await MakeAsync(browser, ids);

        (await CountAsync(desk)).ShouldBe(CasePages.MostAtOnce);
        (await desk.WithDbAsync(db => db.Captures.OrderBy(c => c.Id).Select(c => c.MessageId).FirstAsync())).ShouldBe(worst, "the worst comes first");
        (await browser.PageAsync(CasesLinks.Guide(1))).Body!.TextContent.ShouldContain("The worst 50 posts and their accounts’ pages are being kept. 3 more wait for your word");
        var page = await browser.PageAsync(CasesLinks.Captures(1));
        await browser.SubmitAsync(page, "#rest").ShouldGoToAsync(CasesLinks.Captures(1));
        await browser.SubmitAsync(page, "#rest").ShouldGoToAsync(CasesLinks.Captures(1));
        (await desk.WithDbAsync(db => db.Captures.Select(c => c.Address).Distinct().CountAsync())).ShouldBe(ids.Count);
        (await CountAsync(desk)).ShouldBe(ids.Count);
    }

    [Fact]
    public async Task What_is_in_line_already_is_not_asked_for_again_and_goes_into_the_case()
    {
        await using var desk = await TestDesk.StartAsync();
        var ids = await PostsAsync(desk, 1);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var moderator = await desk.WithDbAsync(db => db.Users.AsNoTracking().SingleAsync(p => p.Role == Role.Moderator));
        await desk.WithAsync<MessageCapture, PageAsked>(capture => capture.AskAsync(moderator, ids[0], CancellationToken.None));

        await MakeAsync(browser, ids);

        var only = await desk.WithDbAsync(db => db.Captures.AsNoTracking().SingleAsync());
        only.CaseId.ShouldBe(await desk.WithDbAsync(db => db.Cases.Select(c => c.Id).SingleAsync()));
    }

    [Fact]
    public async Task What_has_no_page_was_sealed_off_or_stands_in_a_case_about_child_abuse_is_not_asked_for()
    {
        await using var desk = await TestDesk.StartAsync();
        var plain = await desk.MessageAsync("no page");
        var posts = await PostsAsync(desk, 2);
        var number = await desk.CaseAsync("Threats", [plain, .. posts]);
        await desk.WithDbAsync(db => db.Exhibits.Where(e => e.MessageId == posts[0]).ExecuteUpdateAsync(set => set.SetProperty(e => e.SealedOffAt, DateTimeOffset.UtcNow)));
        (await LeftAsync(desk, number)).ShouldBe(1);

        await desk.WithDbAsync(db => db.Cases.ExecuteUpdateAsync(set => set.SetProperty(c => c.GuideAnswers, """["ChildImage"]""")));
        (await LeftAsync(desk, number)).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_taken_off_can_be_asked_for_after_all_and_is_then_listed_no_more()
    {
        await using var desk = await TestDesk.StartAsync();
        var ids = await PostsAsync(desk, 1);
        await desk.DecideAsync(DecisionKind.MakeCase, ids);
        var browser = await desk.SignedInAsync(Role.Moderator);
        await MakeAsync(browser, ids, ticked: false);
        var page = await browser.PageAsync(CasesLinks.Captures(1));
        page.Body!.TextContent.ShouldContain("1 post of this case has a page that nobody has asked to keep.");

        await browser.SubmitAsync(page, "#rest").ShouldGoToAsync(CasesLinks.Captures(1));

        (await desk.WithDbAsync(db => db.Captures.OrderBy(c => c.Id).Select(c => c.State).ToListAsync())).ShouldBe([CaptureState.Withdrawn, CaptureState.Queued]);
        page = await browser.PageAsync(CasesLinks.Captures(1));
        page.QuerySelector("#captures")!.TextContent.ShouldNotContain("Taken off the list");
        page.QuerySelector("#rest").ShouldBeNull();
        (await browser.PageAsync(CasesLinks.Case(1))).QuerySelector("main")!.TextContent.ShouldNotContain("A page that was to be kept");
    }

    [Fact]
    public async Task A_page_of_a_sealed_off_address_is_not_left_to_be_asked_for()
    {
        await using var desk = await TestDesk.StartAsync();
        var posts = await PostsAsync(desk, 2);
        var number = await desk.CaseAsync("Threats", posts);
        var hash = SealedMarks.HashOf($"https://www.social.example/@angry_example/{posts[0]}/")!;
        var exhibit = await desk.WithDbAsync(db => db.Exhibits.OrderBy(e => e.Id).Select(e => e.Id).FirstAsync());
        await desk.WithDbAsync(async db =>
        {
            db.SealedMarks.Add(new SealedMark { OfficeId = desk.OfficeId, Kind = SealedMarkKind.Address, Hash = hash, ExhibitId = exhibit, At = DateTimeOffset.UtcNow });
            return await db.SaveChangesAsync();
        });

        (await LeftAsync(desk, number)).ShouldBe(1);
        var browser = await desk.SignedInAsync(Role.Moderator);
        await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Captures(number)), "#rest").ShouldGoToAsync(CasesLinks.Captures(number));
        (await desk.WithDbAsync(db => db.Captures.Select(c => c.MessageId).ToListAsync())).ShouldBe([posts[1]]);
        (await browser.PageAsync(CasesLinks.Captures(number))).QuerySelector("#rest").ShouldBeNull();
    }

    private static async Task<List<long>> PostsAsync(TestDesk desk, int count)
    {
        var ids = new List<long>();
        for (var i = 0; i < count; i++)
            ids.Add(await desk.MessageAsync($"Words {i}"));
        await desk.WithDbAsync(async db =>
        {
            foreach (var id in ids)
                await db.Messages.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Address, $"https://social.example/@angry_example/{id}"));
            return await db.Messages.Where(m => !ids.Contains(m.Id)).ExecuteUpdateAsync(set => set.SetProperty(m => m.Address, (string?)null));
        });
        return ids;
    }

    private static async Task MakeAsync(TestBrowser browser, IEnumerable<long> ids, bool ticked = true, int number = 1)
    {
        var form = await browser.PageAsync(CasesLinks.New(ids) + "&danger=no");
        var tick = form.QuerySelector<IHtmlInputElement>("input[name=KeepPages]")!;
        tick.IsChecked.ShouldBeTrue();
        tick.IsChecked = ticked;
        await browser.SubmitAsync(form, "#new-case", new Dictionary<string, string> { ["CaseTitle"] = "Threats" }).ShouldGoToAsync(CasesLinks.Guide(number));
    }

    private static Task<int> CountAsync(TestDesk desk) => desk.WithDbAsync(db => db.Captures.CountAsync());

    private static async Task<int> LeftAsync(TestDesk desk, int number)
    {
        var its = await desk.WithDbAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Number == number));
        return await desk.WithAsync<CasePages, int>(pages => pages.LeftAsync(its, CancellationToken.None));
    }
}
