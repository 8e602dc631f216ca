using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Inbox.Import;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Data;
using Serjeant.Ledger;
using Serjeant.Moderation;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox.Import;

public sealed class ImportRunTests
{
    [Fact]
    public async Task A_file_comes_in_judged_grouped_searchable_and_in_the_ledger()
    {
        await using var desk = await ImportDesk.StartAsync();
        var job = await desk.ImportAsync(desk.Write("a.ndjson", """
            {"id":"1","author":"jo","text":"I am going to kill you tonight","sent":"2026-03-01T10:00:00Z"}
            {"id":"2","author":"sam","text":"Thank you for the bus shelter","sent":"2026-03-01T11:00:00Z"}
            {"id":"3","author":"al","text":"THANK YOU for the bus shelter!!","sent":"2026-03-01T12:00:00Z"}
            """));

        (job.State, job.Added, job.Bad, job.Fraction, job.LeaseOwner).ShouldBe((ImportState.Done, 3, 0, 1.0, null));
        var messages = await desk.Desk.WithDbAsync(db => db.Messages.Include(m => m.Author).Include(m => m.Findings).OrderBy(m => m.ExternalId).ToListAsync());
        messages[0].Findings.ShouldContain(f => f.Category == Category.Threat);
        messages[0].Abuse.ShouldBeTrue();
        messages[0].Rank.ShouldBeGreaterThan(messages[1].Rank);
        messages[0].Author!.Handle.ShouldBe("jo");
        messages[0].SentAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));
        messages[1].TextKey.ShouldBe(messages[2].TextKey);
        messages.Select(m => m.StandsForGroup).ShouldBe([true, true, false]);
        var group = await desk.Desk.WithDbAsync(db => db.TextGroups.SingleAsync(g => g.TextKey == messages[1].TextKey));
        (group.Total, group.Waiting, group.Authors).ShouldBe((2, 2, 2));
        (await desk.Desk.WithDbAsync(db => QueueSearch.Ids(db, "shelter")!.CountAsync())).ShouldBe(2);

        var actions = await desk.Desk.WithDbAsync(db => db.LedgerEntries.OrderBy(e => e.Index).Select(e => e.Action).ToListAsync());
        actions.ShouldBe(["import.started", "messages.came-in", "import.finished"]);
        var leaf = LedgerLeaf.Parse((await desk.Desk.WithDbAsync(db => db.LedgerEntries.SingleAsync(e => e.Action == "messages.came-in"))).Leaf);
        var rows = (await desk.Desk.WithDbAsync(db => db.MessageBatches.SingleAsync())).Rows;
        leaf.Data["root"].ShouldBe(RootOf(rows));
        leaf.Data["count"].ShouldBe("3");
        BinaryPrimitives.ReadInt64BigEndian(rows).ShouldBe(messages.Min(m => m.Id));
    }

    [Fact]
    public async Task The_raw_object_is_kept_as_it_came()
    {
        await using var desk = await ImportDesk.StartAsync();
        const string line = """{"id":"1","text":"hello","extra":[1,2,3]}""";
        await desk.ImportAsync(desk.Write("a.ndjson", line));

        var raw = await desk.Desk.WithDbAsync(db => db.MessageRaws.SingleAsync());
        using var stream = new System.IO.Compression.BrotliStream(new MemoryStream(raw.Compressed), System.IO.Compression.CompressionMode.Decompress);
        (await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe(line);
        raw.Hash.ShouldBe(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(line)));
    }

    [Fact]
    public async Task The_same_file_twice_adds_nothing()
    {
        await using var desk = await ImportDesk.StartAsync();
        var path = desk.WriteMessages(2_500, badEvery: 100);
        var first = await desk.ImportAsync(path);
        var groups = await desk.Desk.WithDbAsync(db => db.TextGroups.SumAsync(g => g.Total));
        var second = await desk.ImportAsync(path);

        (first.Added, first.AlreadyHere, first.Bad).ShouldBe((2_475, 0, 25));
        (second.Added, second.AlreadyHere, second.Bad).ShouldBe((0, 2_475, 25));
        (await desk.CountAsync()).ShouldBe(2_475);
        (await desk.Desk.WithDbAsync(db => db.TextGroups.SumAsync(g => g.Total))).ShouldBe(groups);
        (await desk.Desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "messages.came-in"))).ShouldBe(3);
    }

    [Fact]
    public async Task The_same_message_in_another_office_is_that_offices_own()
    {
        await using var desk = await ImportDesk.StartAsync();
        var path = desk.WriteMessages(10);
        await desk.ImportAsync(path);
        var other = await desk.ImportAsync(path, desk.Desk.OtherOfficeId);

        other.Added.ShouldBe(10);
        (await desk.CountAsync()).ShouldBe(10);
    }

    [Fact]
    public async Task A_stopped_import_goes_on_where_it_stopped()
    {
        await using var desk = await ImportDesk.StartAsync();
        var path = desk.WriteMessages(5_000, badEvery: 500);
        var id = await desk.QueueAsync(path);
        using var stop = new CancellationTokenSource();
        var stopped = (await desk.RunAsync(id, path, written: job => { if (job.Position >= 2_000) stop.Cancel(); }, cancel: stop.Token))!;

        stopped.State.ShouldBe(ImportState.Stopped);
        stopped.Position.ShouldBeInRange(2_000, 4_000);
        stopped.LeaseOwner.ShouldBeNull();
        (await desk.CountAsync()).ShouldBe(stopped.Added);

        await desk.InScopeAsync(desk.Desk.OfficeId, s => s.GetRequiredService<ImportJobs>().ResumeAsync(id, CancellationToken.None));
        var done = (await desk.RunAsync(id, path))!;
        (done.State, done.Added, done.AlreadyHere, done.Bad, done.Position).ShouldBe((ImportState.Done, 4_990, 0, 10, 5_000));
        (await desk.CountAsync()).ShouldBe(4_990);
        (await desk.Desk.WithDbAsync(db => db.ImportProblems.CountAsync())).ShouldBe(10);
    }

    [Fact]
    public async Task A_persons_stop_is_heeded_after_the_batch()
    {
        await using var desk = await ImportDesk.StartAsync();
        var path = desk.WriteMessages(6_000);
        var id = await desk.QueueAsync(path);
        var asked = false;
        var stopped = (await desk.RunAsync(id, path, written: job =>
        {
            if (!asked)
                desk.InScopeAsync(desk.Desk.OfficeId, s => s.GetRequiredService<ImportJobs>().StopAsync(id, CancellationToken.None)).GetAwaiter().GetResult();
            asked = true;
        }))!;

        (stopped.State, stopped.StopAsked).ShouldBe((ImportState.Stopped, false));
        stopped.Position.ShouldBe(2_000);
    }

    [Fact]
    public async Task A_job_held_by_another_worker_is_left_alone_until_its_lease_runs_out()
    {
        await using var desk = await ImportDesk.StartAsync();
        var path = desk.WriteMessages(10);
        var id = await desk.QueueAsync(path);
        await LeaseAsync(desk, id, "elsewhere/1/1", DateTimeOffset.UtcNow.AddMinutes(1));
        (await desk.RunAsync(id, path)).ShouldBeNull();

        await LeaseAsync(desk, id, "elsewhere/1/1", DateTimeOffset.UtcNow.AddSeconds(-1));
        (await desk.RunAsync(id, path))!.State.ShouldBe(ImportState.Done);
    }

    [Fact]
    public async Task A_worker_that_lost_its_job_writes_nothing_more()
    {
        await using var desk = await ImportDesk.StartAsync();
        var path = desk.WriteMessages(6_000);
        var id = await desk.QueueAsync(path);
        var taken = false;
        var result = await desk.RunAsync(id, path, written: _ =>
        {
            if (!taken)
                LeaseAsync(desk, id, "elsewhere/1/1", DateTimeOffset.UtcNow.AddMinutes(1)).GetAwaiter().GetResult();
            taken = true;
        });

        result.ShouldBeNull();
        (await desk.CountAsync()).ShouldBe(1_000);
        (await desk.Desk.WithDbAsync(db => db.ImportJobs.SingleAsync())).Position.ShouldBe(1_000);
    }

    [Fact]
    public async Task Problems_are_counted_in_full_and_listed_up_to_a_bound()
    {
        await using var desk = await ImportDesk.StartAsync();
        var job = await desk.ImportAsync(desk.Write("bad.ndjson", string.Concat(Enumerable.Repeat("{broken\n", 2_500)) + """{"id":"1","text":"fine"}"""));

        (job.State, job.Bad, job.Added).ShouldBe((ImportState.Done, 2_500, 1));
        (await desk.Desk.WithDbAsync(db => db.ImportProblems.CountAsync())).ShouldBe(ImportRunner.MostListed);
    }

    [Fact]
    public async Task A_file_that_is_gone_fails_in_plain_words_and_can_go_on_later()
    {
        await using var desk = await ImportDesk.StartAsync();
        var path = desk.WriteMessages(10);
        var id = await desk.QueueAsync(path);
        var failed = (await desk.RunAsync(id, path + ".gone"))!;
        failed.State.ShouldBe(ImportState.Failed);
        failed.Error!.ShouldContain("can't be opened");

        await desk.InScopeAsync(desk.Desk.OfficeId, s => s.GetRequiredService<ImportJobs>().ResumeAsync(id, CancellationToken.None));
        (await desk.RunAsync(id, path))!.Added.ShouldBe(10);
    }

    [Fact]
    public async Task A_date_in_the_future_is_not_believed()
    {
        await using var desk = await ImportDesk.StartAsync();
        await desk.ImportAsync(desk.Write("a.ndjson", """{"id":"1","text":"hello","sent":"2199-01-01T00:00:00Z"}"""));

        (await desk.Desk.WithDbAsync(db => db.Messages.SingleAsync())).SentAt.ShouldBeLessThan(DateTimeOffset.UtcNow.AddMinutes(1));
    }

    private static Task LeaseAsync(ImportDesk desk, long id, string owner, DateTimeOffset until) => desk.Desk.WithDbAsync(db =>
        db.ImportJobs.Where(j => j.Id == id).ExecuteUpdateAsync(set => set.SetProperty(j => j.LeaseOwner, owner).SetProperty(j => j.LeaseUntil, until)));

    private static string RootOf(byte[] rows)
    {
        var root = Frontier.Empty;
        for (var i = 0; i < rows.Length; i += 40)
            root = root.Append(rows.AsSpan(i + 8, 32));
        return Convert.ToHexStringLower(root.Root());
    }
}
