using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Checks;
using Serjeant.Chapters.Checks.Mailboxes;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Serjeant.Workers;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Checks;

public sealed class MailboxCheckTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mailbox_is_taken_from_the_page_judged_mail_by_mail_and_listed_worst_first()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Author);
        var id = await UploadAsync(browser, "Inbox", CheckDesk.Mbox(CheckDesk.Genuine, CheckDesk.Scam, "\0\0 no mail", CheckDesk.Genuine));
        (await browser.PageAsync(ChecksLinks.Mailbox(id))).QuerySelector("#mailbox-progress")!.GetAttribute("hx-get").ShouldBe(ChecksLinks.MailboxProgress(id));
        (await CheckDesk.RunAsync(desk, id)).ShouldBeTrue();
        var job = await JobAsync(desk, id);
        (job.State, job.Red, job.None, job.Unreadable, job.Position, job.Fraction, job.FileHash).ShouldBe((MailboxState.Done, 1, 2, 1, 4, 1.0, null));
        var page = await browser.PageAsync(ChecksLinks.Mailbox(id));
        page.QuerySelector("tbody tr")!.TextContent.ShouldContain("Very likely not genuine");
        page.QuerySelectorAll("tbody tr").Length.ShouldBe(3);
        page.QuerySelector("#problems")!.TextContent.ShouldContain("Mail 3: not a mail");
        page.QuerySelector("#mailbox-progress")!.HasAttribute("hx-get").ShouldBeFalse();
        // The suspicious message is there to be looked at; of the others only the line.
        var rows = await desk.WithDbAsync(db => db.MessageChecks.OrderBy(c => c.Number).ToListAsync());
        rows.Select(c => (c.Number, c.MessageHash is not null)).ShouldBe([(1, false), (2, true), (4, false)]);
        (await browser.PageAsync(ChecksLinks.Check(rows[1].Id))).QuerySelector("#words").ShouldNotBeNull();
        (await browser.PageAsync(ChecksLinks.Check(rows[0].Id))).QuerySelector("main")!.TextContent.ShouldContain("messages without warning signs are not kept");
        await desk.RunAsync();
        Directory.EnumerateFiles(Path.Combine(desk.DataFolder, "evidence"), "*.sealed", SearchOption.AllDirectories).Count().ShouldBe(1, "the file itself is gone");
        (await desk.LedgerAsync("mailbox.done")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_kill_loses_nothing_and_doubles_nothing()
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckDesk.MailboxAsync(desk, Role.Author, [.. Enumerable.Range(0, 60).Select(i => CheckDesk.Genuine.Replace("Village hall", $"Hall {i}", StringComparison.Ordinal))]);
        // As a dead worker leaves it: two batches written, the lease still running.
        await CheckDesk.RunAsync(desk, id);
        await desk.WithDbAsync(async db =>
        {
            var blob = await db.DoomedBlobs.SingleAsync(Cancel);
            await db.MessageChecks.Where(c => c.Number > 50).ExecuteDeleteAsync(Cancel);
            await db.MailboxChecks.ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MailboxState.Running).SetProperty(m => m.Position, 50).SetProperty(m => m.None, 50).SetProperty(m => m.FileHash, blob.Hash)
                .SetProperty(m => m.LeaseOwner, "another/1/1").SetProperty(m => m.LeaseUntil, DateTimeOffset.UtcNow.AddHours(1)), Cancel);
            return await db.DoomedBlobs.ExecuteDeleteAsync(Cancel);
        });
        (await CheckDesk.RunAsync(desk, id)).ShouldBeFalse("somebody else has it");
        await desk.WithDbAsync(db => db.MailboxChecks.ExecuteUpdateAsync(set => set.SetProperty(m => m.LeaseUntil, DateTimeOffset.UtcNow.AddHours(-1)), Cancel));
        (await CheckDesk.RunAsync(desk, id)).ShouldBeTrue();
        (await desk.WithDbAsync(db => db.MessageChecks.OrderBy(c => c.Number).Select(c => c.Number!.Value).ToListAsync(Cancel))).ShouldBe(Enumerable.Range(1, 60));
        (await JobAsync(desk, id)).None.ShouldBe(60);
    }

    [Fact]
    public async Task It_stops_when_asked_and_goes_on_from_there()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Moderator);
        var id = await CheckDesk.MailboxAsync(desk, Role.Moderator, [.. Enumerable.Repeat(CheckDesk.Genuine, 40)]);
        await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Mailbox(id)), "#mailbox-actions", buttonSelector: "#stop");
        await CheckDesk.RunAsync(desk, id);
        (await JobAsync(desk, id)).ShouldSatisfyAllConditions(j => j.State.ShouldBe(MailboxState.Stopped), j => j.Position.ShouldBe(25));
        await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Mailbox(id)), "#mailbox-actions", buttonSelector: "#resume");
        await CheckDesk.RunAsync(desk, id);
        (await JobAsync(desk, id)).ShouldSatisfyAllConditions(j => j.State.ShouldBe(MailboxState.Done), j => j.None.ShouldBe(40));
    }

    [Fact]
    public async Task The_file_of_one_that_stays_stopped_goes_after_a_day_and_what_was_found_stays()
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckDesk.MailboxAsync(desk, Role.Moderator, [.. Enumerable.Repeat(CheckDesk.Genuine, 40)]);
        await desk.WithDbAsync(db => db.MailboxChecks.ExecuteUpdateAsync(set => set.SetProperty(m => m.StopAsked, true), Cancel));
        await CheckDesk.RunAsync(desk, id);
        using var worker = ActivatorUtilities.CreateInstance<MailboxCheckWorker>(desk.App.Services);
        await worker.SweepAsync(Cancel);
        (await JobAsync(desk, id)).FileHash.ShouldNotBeNull();
        await desk.WithDbAsync(db => db.MailboxChecks.ExecuteUpdateAsync(set => set.SetProperty(m => m.FinishedAt, RetentionDesk.Ago(2)), Cancel));
        await worker.SweepAsync(Cancel);
        (await JobAsync(desk, id)).ShouldSatisfyAllConditions(j => j.FileHash.ShouldBeNull(), j => j.None.ShouldBe(25));
        Directory.EnumerateFiles(Path.Combine(desk.DataFolder, "evidence"), "*.sealed", SearchOption.AllDirectories).ShouldBeEmpty();
        (await (await desk.SignedInAsync(Role.Moderator)).PageAsync(ChecksLinks.Mailbox(id))).QuerySelector("#resume").ShouldBeNull();
    }

    [Fact]
    public async Task A_file_that_is_no_mailbox_says_so()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Moderator);
        var id = await UploadAsync(browser, "photo.mbox", [0xFF, 0xD8, 1, 2, 3]);
        await CheckDesk.RunAsync(desk, id);
        (await browser.PageAsync(ChecksLinks.Mailbox(id))).QuerySelector(".govuk-inset-text")!.TextContent.ShouldContain("not a mailbox file");
    }

    [Fact]
    public async Task The_worker_takes_what_waits()
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckDesk.MailboxAsync(desk, Role.Author, CheckDesk.Scam);
        using var worker = ActivatorUtilities.CreateInstance<MailboxCheckWorker>(desk.App.Services);
        (await worker.RunOneAsync(Cancel)).ShouldBeTrue();
        (await worker.RunOneAsync(Cancel)).ShouldBeFalse();
        (await JobAsync(desk, id)).State.ShouldBe(MailboxState.Done);
    }

    [Theory]
    [InlineData("a.mbox", "anything", true)]
    [InlineData("Inbox", "From x Mon", true)]
    [InlineData("a.eml", "From x Mon", false)]
    [InlineData("a.eml", "From: x", false)]
    [InlineData("a.msg", "\u00d0\u00cf", false)]
    public void What_is_a_mailbox_is_told_by_name_or_first_line(string name, string start, bool mailbox) => MailboxJobs.IsMailbox(name, Encoding.Latin1.GetBytes(start)).ShouldBe(mailbox);

    private static Task<MailboxCheck> JobAsync(TestDesk desk, long id) => desk.WithDbAsync(db => db.MailboxChecks.AsNoTracking().SingleAsync(m => m.Id == id, Cancel));

    private static async Task<long> UploadAsync(TestBrowser browser, string name, byte[] bytes)
    {
        var page = await browser.PageAsync(ChecksLinks.Mail);
        var form = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("#check input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new ByteArrayContent(bytes), "Upload", name },
        };
        var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, ChecksLinks.Mail) { Content = form });
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(Cancel));
        return long.Parse(answer.Headers.Location!.ToString().Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
