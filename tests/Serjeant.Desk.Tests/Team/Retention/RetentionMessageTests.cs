using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Inbox;
using Serjeant.Desk.Tests.Support;
using Serjeant.Ledger;
using Serjeant.Moderation;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Team.Retention;

/// <summary>What becomes of messages that are in no case.</summary>
public sealed class RetentionMessageTests
{
    [Theory]
    [InlineData(DecisionKind.Leave, 90)]
    [InlineData(DecisionKind.Answered, 90)]
    [InlineData(DecisionKind.HandToCasework, 90)]
    [InlineData(DecisionKind.Hide, 365)]
    [InlineData(DecisionKind.Report, 365)]
    public async Task A_decided_message_goes_when_its_days_are_over_and_not_before(DecisionKind kind, int days)
    {
        await using var desk = await RetentionDesk.StartAsync();
        var old = await desk.DecidedAsync(kind, days + 1, TestMessages.Threat);
        var young = await desk.DecidedAsync(kind, days - 1, TestMessages.Threat, "another");

        (await desk.RunAsync()).Messages.ShouldBe(1);

        (await desk.IsThereAsync(old)).ShouldBeFalse();
        (await desk.IsThereAsync(young)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_message_that_nobody_decided_goes_after_half_a_year()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var old = await TestMessages.AddAsync(desk, TestMessages.Advert);
        var young = await TestMessages.AddAsync(desk, TestMessages.Praise);
        await desk.ReceivedAsync(old, 181);
        await desk.ReceivedAsync(young, 179);

        await desk.RunAsync();

        (await desk.IsThereAsync(old)).ShouldBeFalse();
        (await desk.IsThereAsync(young)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_decision_that_was_taken_back_starts_no_clock()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var id = await desk.DecidedAsync(DecisionKind.Leave, 100);
        await desk.UndoAsync(await desk.WithDbAsync(db => db.Decisions.Select(d => d.BatchId).SingleAsync()));

        await desk.RunAsync();

        (await desk.IsThereAsync(id)).ShouldBeTrue("it waits again, and has not waited half a year");
    }

    [Fact]
    public async Task A_legal_hold_keeps_a_message_until_it_is_lifted()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var id = await desk.DecidedAsync(DecisionKind.Leave, 1_000);
        await HoldAsync(desk, id, true);
        (await desk.PreviewAsync()).Sum(d => d.Count).ShouldBe(0);
        await desk.RunAsync();
        (await desk.IsThereAsync(id)).ShouldBeTrue();

        await HoldAsync(desk, id, false);
        await desk.RunAsync();
        (await desk.IsThereAsync(id)).ShouldBeFalse();
    }

    [Fact]
    public async Task With_a_message_goes_everything_that_was_noted_about_it_and_whoever_wrote_nothing_else()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var gone = await desk.DecidedAsync(DecisionKind.Hide, 400, TestMessages.Threat, "gone");
        var other = await desk.DecidedAsync(DecisionKind.Hide, 10, TestMessages.Threat, "stays");
        var author = (await desk.MessageAsync(gone)).AuthorId;
        await desk.WithDbAsync(async db =>
        {
            db.MessageRaws.Add(new MessageRaw { MessageId = gone, OfficeId = desk.OfficeId, MediaType = "text/plain", Compressed = [1], Hash = new byte[32] });
            db.Uncoverings.Add(new Uncovering { OfficeId = desk.OfficeId, MessageId = gone, PersonId = 1, At = DateTimeOffset.UtcNow });
            db.SubjectKeys.Add(new SubjectKey { OfficeId = desk.OfficeId, Subject = $"author:{author}", Key = new byte[32] });
            return await db.SaveChangesAsync();
        });
        (await CountsAsync(desk, gone)).ShouldAllBe(c => c > 0, "or the test would show nothing");

        await desk.RunAsync();

        (await CountsAsync(desk, gone)).ShouldAllBe(c => c == 0);
        (await CountsAsync(desk, other))[0].ShouldBeGreaterThan(0);
        await desk.WithDbAsync(async db =>
        {
            (await db.Authors.Select(a => a.Key).ToListAsync()).ShouldBe(["stays"]);
            (await db.SubjectKeys.AnyAsync(k => k.Subject == $"author:{author}")).ShouldBeFalse();
            var group = await db.TextGroups.SingleAsync();
            (group.Total, group.Authors).ShouldBe((1, 1));
            return true;
        });
    }

    [Fact]
    public async Task Evidence_that_was_kept_before_an_act_goes_with_its_message_and_the_custody_log_says_so()
    {
        await using var desk = await RetentionDesk.StartAsync();
        await desk.DecidedAsync(DecisionKind.Delete, 400, TestMessages.Threat);
        var files = EvidenceFiles(desk);
        files.Count.ShouldBeGreaterThan(0);

        var done = await desk.RunAsync();

        done.Files.ShouldBe(files.Count);
        EvidenceFiles(desk).ShouldBeEmpty();
        await desk.WithDbAsync(async db =>
        {
            var exhibit = await db.Exhibits.Include(e => e.Files).SingleAsync();
            (exhibit.Title, exhibit.Files.Count, exhibit.MessageId).ShouldBe((ExhibitRemoval.Emptied, 0, null));
            (await db.CustodyEntries.OrderBy(c => c.Id).Select(c => c.Act).LastAsync()).ShouldBe(CustodyAct.DeletedByRetention);
            (await db.DoomedBlobs.CountAsync()).ShouldBe(0);
            return true;
        });
    }

    [Fact]
    public async Task The_ledger_says_how_many_went_and_by_whom_and_nothing_of_what_they_said()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var person = await desk.PersonAsync(Role.Manager);
        await desk.DecidedAsync(DecisionKind.Leave, 100);
        await desk.RunAsync(person);
        await desk.DecidedAsync(DecisionKind.Leave, 100, "Good luck with the fair");
        await desk.RunAsync();

        var entries = await desk.LedgerAsync("retention.deleted");
        entries.Select(e => e.ActorId).ShouldBe([person, null]);
        var leaf = LedgerLeaf.Parse(entries[0].Leaf);
        leaf.Data["outcome"].ShouldBe("Noise");
        leaf.Data["count"].ShouldBe("1");
        System.Text.Encoding.UTF8.GetString(entries[0].Leaf).ShouldNotContain("bus shelter");
    }

    [Fact]
    public async Task Many_go_in_batches_each_with_its_own_entry()
    {
        await using var desk = await RetentionDesk.StartAsync();
        await AddManyAsync(desk, RetentionRun.BatchSize + 1);

        (await desk.RunAsync()).Messages.ShouldBe(RetentionRun.BatchSize + 1);

        (await desk.WithDbAsync(db => db.Messages.CountAsync())).ShouldBe(0);
        (await desk.LedgerAsync("retention.deleted")).Select(e => LedgerLeaf.Parse(e.Leaf).Data["count"]).ShouldBe([$"{RetentionRun.BatchSize}", "1"]);
    }

    [Fact]
    public async Task Another_offices_messages_are_not_touched()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var theirs = await TestMessages.AddAsync(desk, TestMessages.Praise, officeId: desk.OtherOfficeId);
        await desk.ReceivedAsync(theirs, 1_000, desk.OtherOfficeId);
        await desk.RunAsync();
        (await desk.IsThereAsync(theirs, desk.OtherOfficeId)).ShouldBeTrue();

        await desk.RunAsync(officeId: desk.OtherOfficeId);
        (await desk.IsThereAsync(theirs, desk.OtherOfficeId)).ShouldBeFalse();
    }

    private static IReadOnlyList<string> EvidenceFiles(TestDesk desk) =>
        [.. Directory.EnumerateFiles(Path.Combine(desk.DataFolder, "evidence"), "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f).Length >= 64)];

    private static Task<int> HoldAsync(TestDesk desk, long id, bool hold) =>
        desk.WithDbAsync(db => db.Messages.Where(m => m.Id == id).ExecuteUpdateAsync(s => s.SetProperty(m => m.LegalHold, hold)));

    private static Task<int[]> CountsAsync(TestDesk desk, long id) => desk.WithDbAsync(async db => new[]
    {
        await db.Messages.CountAsync(m => m.Id == id),
        await db.MessageFindings.CountAsync(f => f.MessageId == id),
        await db.Decisions.CountAsync(d => d.MessageId == id),
        await db.PlatformSteps.CountAsync(s => s.MessageId == id),
        await db.MessageRaws.CountAsync(r => r.MessageId == id),
        await db.Uncoverings.CountAsync(u => u.MessageId == id),
        db.IsSqlite
            ? await db.Database.SqlQuery<int>($"""SELECT COUNT(*) AS "Value" FROM "MessageSearch" WHERE rowid = {id}""").SingleAsync()
            : await db.Database.SqlQuery<int>($"""SELECT COUNT(*)::int AS "Value" FROM "MessageSearch" WHERE "MessageId" = {id}""").SingleAsync(),
    });

    private static Task<int> AddManyAsync(TestDesk desk, int count) => desk.WithDbAsync(db =>
    {
        var author = new Author { OfficeId = desk.OfficeId, Platform = Platform.X, Key = "many", Handle = "many" };
        db.Messages.AddRange(Enumerable.Range(0, count).Select(i => new Message
        {
            OfficeId = desk.OfficeId,
            Platform = Platform.X,
            Kind = MessageKind.Reply,
            ExternalId = $"many-{i}",
            Author = author,
            Text = "…",
            SentAt = RetentionDesk.Ago(200),
            ReceivedAt = RetentionDesk.Ago(200),
        }));
        return db.SaveChangesAsync();
    });
}
