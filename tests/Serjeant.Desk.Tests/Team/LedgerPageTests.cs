using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Team.Records;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Commands;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Team;

public sealed class LedgerPageTests
{
    private const string Page = "/team/ledger";

    [Theory]
    [InlineData(Role.Manager)]
    [InlineData(Role.Principal)]
    public async Task Entries_are_told_newest_first_with_who_and_what(Role role)
    {
        await using var desk = await TestDesk.StartAsync();
        var moderator = await desk.PersonAsync(Role.Moderator);
        await RecordAsync(desk, moderator, "message.hidden", ("rule", "4"));
        await RecordAsync(desk, null, "retention.deleted", ("count", "12"));

        var page = await (await desk.SignedInAsync(role)).PageAsync(Page);

        var rows = page.QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        rows.Count.ShouldBe(2);
        rows[0].ShouldContain("The desk itself");
        rows[0].ShouldContain("Retention: deleted");
        rows[0].ShouldContain("count: 12");
        rows[1].ShouldContain("Moderator person");
        rows[1].ShouldContain("Message: hidden");
    }

    [Fact]
    public async Task One_persons_entries_and_one_kind_can_be_asked_for()
    {
        await using var desk = await TestDesk.StartAsync();
        var (moderator, manager) = (await desk.PersonAsync(Role.Moderator), await desk.PersonAsync(Role.Manager));
        await RecordAsync(desk, moderator, "message.hidden");
        await RecordAsync(desk, moderator, "case.opened");
        await RecordAsync(desk, manager, "case.opened");
        var browser = await desk.SignedInAsync(Role.Manager);

        (await browser.PageAsync($"{Page}?person={moderator}")).QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        (await browser.PageAsync($"{Page}?act=case.opened")).QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        (await browser.PageAsync($"{Page}?person={moderator}&act=case.opened")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await browser.PageAsync($"{Page}?person=0")).Body!.TextContent.ShouldContain("Nothing fits what you chose");
        (await browser.GetAsync($"{Page}?person=nonsense&before=x")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Older_entries_are_a_link_away_and_keep_what_was_asked_for()
    {
        await using var desk = await TestDesk.StartAsync();
        for (var i = 0; i <= LedgerModel.PageSize; i++)
            await RecordAsync(desk, null, "case.opened", ("number", $"{i}"));
        var browser = await desk.SignedInAsync(Role.Manager);

        var first = await browser.PageAsync($"{Page}?act=case.opened");
        first.QuerySelectorAll("tbody tr").Length.ShouldBe(LedgerModel.PageSize);
        var older = first.QuerySelector("#older")!.GetAttribute("href")!;
        older.ShouldContain("act=case.opened");
        var second = await browser.PageAsync(older);
        second.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        second.QuerySelector("#older").ShouldBeNull();
    }

    [Fact]
    public async Task Another_offices_entries_are_not_seen()
    {
        await using var desk = await TestDesk.StartAsync();
        await RecordAsync(desk, null, "case.opened", officeId: desk.OtherOfficeId);
        (await (await desk.SignedInAsync(Role.Manager)).PageAsync(Page)).QuerySelectorAll("tbody tr").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_downloaded_ledger_checks_out_without_the_desk_and_that_it_was_taken_is_its_last_entry()
    {
        await using var desk = await TestDesk.StartAsync();
        await RecordAsync(desk, null, "case.opened");
        var browser = await desk.SignedInAsync(Role.Principal);

        var answer = await browser.SubmitAsync(await browser.PageAsync(Page), "form#file");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("ledger.jsonl"), await answer.Content.ReadAsByteArrayAsync());
        var (code, said, error) = await CommandLine.RunAsync("ledger", "verify", folder.File("ledger.jsonl"));
        code.ShouldBe(0, said + error);
        (await desk.WithDbAsync(db => db.LedgerEntries.OrderBy(e => e.Index).Select(e => e.Action).LastAsync())).ShouldBe("ledger.exported");
        var page = await browser.PageAsync(Page);
        page.Body!.TextContent.ShouldContain("2 entries,");
    }

    private static Task RecordAsync(TestDesk desk, long? actorId, string action, params (string, string)[] facts) =>
        RecordAsync(desk, actorId, action, desk.OfficeId, facts);

    private static Task RecordAsync(TestDesk desk, long? actorId, string action, long officeId, params (string, string)[] facts) =>
        desk.WithAsync<OfficeChanges, bool>(async changes =>
        {
            await changes.RunAsync(officeId, actorId, ledger =>
            {
                ledger.Record(action, "thing", 1, facts);
                return Task.CompletedTask;
            }, CancellationToken.None);
            return true;
        }, officeId);
}
