using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Inbox;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>One press on a message keeps its page and the account's own (S46).</summary>
public sealed class KeepPageTests
{
    [Fact]
    public async Task One_press_asks_for_the_page_and_the_accounts_own_and_a_second_asks_for_nothing()
    {
        await using var desk = await TestDesk.StartAsync();
        var message = await OnTheWebAsync(desk, "https://x.com/angry_example/status/17", null);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync(InboxLinks.Message(message));

        await browser.SubmitAsync(page, "#keep").ShouldGoToAsync(InboxLinks.Message(message) + "#kept");
        await browser.SubmitAsync(page, "#keep").ShouldGoToAsync(InboxLinks.Message(message) + "#kept");

        var asked = await desk.WithDbAsync(db => db.Captures.SingleAsync());
        (asked.Address, asked.ProfileAddress, asked.MessageId, asked.CaseId, asked.State)
            .ShouldBe(("https://x.com/angry_example/status/17", "https://x.com/angry_example", message, null, CaptureState.Queued));
        (await browser.PageAsync(InboxLinks.Message(message))).QuerySelector("#keep").ShouldBeNull();
        (await desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "capture.asked"))).ShouldBe(1);
    }

    [Fact]
    public async Task From_a_case_it_goes_into_the_case_and_a_failed_one_may_be_asked_for_again()
    {
        await using var desk = await TestDesk.StartAsync();
        var message = await OnTheWebAsync(desk, "https://social.example/p/1", "https://social.example/angry_example");
        var number = await desk.CaseAsync("Threats", [message]);
        await desk.WithDbAsync(db => db.Captures.ExecuteDeleteAsync());
        var browser = await desk.SignedInAsync(Role.Moderator);
        var press = $"form[action*='/inbox/messages/{message}']";

        await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Case(number)), press).ShouldGoToAsync(CasesLinks.Case(number) + "#exhibits");
        (await browser.PageAsync(CasesLinks.Case(number))).QuerySelector(press).ShouldBeNull();
        await desk.WithDbAsync(db => db.Captures.ExecuteUpdateAsync(set => set.SetProperty(c => c.State, CaptureState.Failed)));
        await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Case(number)), press).ShouldGoToAsync(CasesLinks.Case(number) + "#exhibits");

        var asked = await desk.WithDbAsync(db => db.Captures.AsNoTracking().OrderBy(c => c.Id).ToListAsync());
        asked.Count.ShouldBe(2);
        asked.ShouldAllBe(c => c.CaseId != null && c.ProfileAddress == "https://social.example/angry_example");
    }

    [Fact]
    public async Task A_message_without_a_page_has_no_such_press()
    {
        await using var desk = await TestDesk.StartAsync();
        var message = await OnTheWebAsync(desk, null, null);
        var browser = await desk.SignedInAsync(Role.Moderator);
        (await browser.PageAsync(InboxLinks.Message(message))).QuerySelector("#keep").ShouldBeNull();
    }

    [Theory]
    [InlineData("https://twitter.com/Jo_1/status/99?s=20", "https://x.com/Jo_1")]
    [InlineData("https://mobile.x.com/Jo_1/status/99", "https://x.com/Jo_1")]
    [InlineData("https://x.com/i/status/99", null)]
    [InlineData("https://bsky.app/profile/jo.example.com/post/3k", "https://bsky.app/profile/jo.example.com")]
    [InlineData("https://www.tiktok.com/@jo/video/7", "https://www.tiktok.com/@jo")]
    [InlineData("https://www.threads.net/@jo/post/C1", "https://www.threads.com/@jo")]
    [InlineData("https://a.server.example/@jo/1123", "https://a.server.example/@jo")]
    [InlineData("https://a.server.example/@jo/about", null)]
    [InlineData("https://news.example/story/1", null)]
    public void Where_a_post_tells_its_account_its_own_page_is_known(string post, string? account) => AccountPage.OfPost(post).ShouldBe(account);

    private static async Task<long> OnTheWebAsync(TestDesk desk, string? address, string? profile)
    {
        var id = await desk.MessageAsync("words");
        await desk.WithDbAsync(async db =>
        {
            await db.Messages.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Address, address));
            return await db.Authors.ExecuteUpdateAsync(set => set.SetProperty(a => a.ProfileAddress, profile));
        });
        return id;
    }
}
