using System.Net;
using AngleSharp.Html.Dom;
using Serjeant.Chapters.Checks;
using Serjeant.Chapters.Checks.History;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;

namespace Serjeant.Desk.Tests.Checks;

public sealed class CheckHistoryTests
{
    [Fact]
    public async Task Checks_are_found_by_sender_domain_and_subject_and_filtered_by_answer()
    {
        await using var desk = await TestDesk.StartAsync();
        await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Author, keep: true);
        await CheckDesk.CheckAsync(desk, CheckDesk.Genuine, Role.Moderator, keep: true);
        var browser = await desk.SignedInAsync(Role.Viewer);
        foreach (var (words, found) in new[] { ("joan", 1), ("BAKERS.test", 1), ("village HALL", 1), ("hall village", 1), ("paypal", 1), ("hembury suspended", 0), ("%", 0), ("_", 0), ("'\"<", 0) })
            Rows(await browser.PageAsync(ChecksLinks.History() + "?words=" + Uri.EscapeDataString(words))).ShouldBe(found, words);
        Rows(await browser.PageAsync(ChecksLinks.History() + "?show=red")).ShouldBe(1);
        Rows(await browser.PageAsync(ChecksLinks.History() + "?show=none")).ShouldBe(1);
        Rows(await browser.PageAsync(ChecksLinks.History() + "?show=amber")).ShouldBe(0);
        Rows(await browser.PageAsync(ChecksLinks.History() + "?show=nonsense")).ShouldBe(2);
    }

    [Fact]
    public async Task Another_office_finds_nothing_of_it()
    {
        await using var desk = await TestDesk.StartAsync();
        await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Author, keep: true);
        var mailbox = await CheckDesk.MailboxAsync(desk, Role.Moderator, CheckDesk.Scam);
        var browser = await desk.SignedInAsync(Role.Manager, desk.OtherOfficeId);
        Rows(await browser.PageAsync(ChecksLinks.History())).ShouldBe(0);
        (await browser.GetAsync(ChecksLinks.History(mailbox))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task More_than_a_page_is_paged()
    {
        await using var desk = await TestDesk.StartAsync();
        await desk.WithDbAsync(async db =>
        {
            for (var i = 0; i < CheckListing.Size + 3; i++)
                db.MessageChecks.Add(new MessageCheck { OfficeId = desk.OfficeId, Form = CheckedForm.Mail, Subject = $"Number {i}", Words = $"number {i}", Findings = "", AskedAt = DateTimeOffset.UtcNow, KeptAt = DateTimeOffset.UtcNow });
            return await db.SaveChangesAsync();
        });
        var browser = await desk.SignedInAsync(Role.Author);
        Rows(await browser.PageAsync(ChecksLinks.History())).ShouldBe(CheckListing.Size);
        Rows(await browser.PageAsync(ChecksLinks.History() + "?at=2")).ShouldBe(3);
        Rows(await browser.PageAsync(ChecksLinks.History() + "?at=99")).ShouldBe(3);
    }

    private static int Rows(IHtmlDocument page) => page.QuerySelectorAll("tbody tr").Length;
}
