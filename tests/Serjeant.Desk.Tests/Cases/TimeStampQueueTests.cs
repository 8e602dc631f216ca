using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Cases.TimeStamps;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Ledger;
using Serjeant.Outside.Storage;
using Serjeant.Outside.TimeStamps;
using Shouldly;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>From a sealed exhibit to its time-stamp, with an authority that is there, away, or late.</summary>
public sealed class TimeStampQueueTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sealed_exhibit_is_time_stamped_over_its_manifest_and_the_ledger_says_so()
    {
        await using var world = await StampDesk.StartAsync();
        await world.AddAsync();
        var exhibit = await world.ExhibitAsync();

        (await world.WorkAsync()).ShouldBeTrue();
        (await world.WorkAsync()).ShouldBeFalse("there is nothing left to do");

        var row = await world.RowAsync();
        (row.State, row.ExhibitId, row.Authority, row.Root, row.AskedOf, row.LeaseOwner).ShouldBe((TimestampState.Done, exhibit, "Test time-stamps", "Test root", "Authority good", null));
        var hash = await world.Desk.WithDbAsync(db => db.Exhibits.Select(e => e.ManifestHash).SingleAsync(Cancel));
        var stamp = TimeStampReader.Read(await TokenAsync(world, row), Convert.FromHexString(hash));
        (stamp.At, stamp.Root).ShouldBe((row.StampedAt!.Value, "Test root"));
        var leaf = LedgerLeaf.Parse((await world.Desk.WithDbAsync(db => db.LedgerEntries.SingleAsync(e => e.Action == "exhibit.time-stamped", Cancel))).Leaf);
        leaf.Data["token-sha256"].ShouldBe(row.TokenHash);
        (await world.Desk.WithDbAsync(db => db.DoomedBlobs.CountAsync(Cancel))).ShouldBe(0);
    }

    [Fact]
    public async Task Without_an_authority_nothing_is_sent_and_what_waited_is_stamped_once_there_is_one()
    {
        await using var world = await StampDesk.StartAsync();
        await world.ExhibitAsync();
        await world.AddAsync(officeId: world.Desk.OtherOfficeId);

        (await world.WorkAsync()).ShouldBeFalse("the other office's authority is not this one's");
        world.Authority.Queries.ShouldBeEmpty();
        (await world.RowAsync()).State.ShouldBe(TimestampState.Waiting);

        await world.AddAsync();
        await world.WorkAsync();
        (await world.RowAsync()).State.ShouldBe(TimestampState.Done);
    }

    [Fact]
    public async Task When_the_first_is_away_the_next_is_asked_and_the_first_is_left_alone_for_a_while()
    {
        await using var world = await StampDesk.StartAsync();
        var away = await world.AddAsync("broken-down", 0);
        await world.AddAsync("good", 1);
        var first = await world.ExhibitAsync();
        await world.WorkAsync();
        (await world.RowAsync(first)).AskedOf.ShouldBe("Authority good");
        var tired = await world.Desk.WithDbAsync(db => db.TimestampAuthorities.SingleAsync(a => a.Id == away, Cancel));
        (tired.Failures, tired.Problem).ShouldBe((1, "It answered with HTTP 503 instead of a time-stamp"));

        var second = await world.ExhibitAsync("And your dog");
        await world.WorkAsync();
        (await world.RowAsync(second)).State.ShouldBe(TimestampState.Done);
        world.Authority.Queries.Count.ShouldBe(3, "the one that rests was not asked again");
    }

    [Fact]
    public async Task While_none_answers_it_waits_longer_each_time_and_nothing_is_lost()
    {
        var clock = new TestClock();
        await using var world = await StampDesk.StartAsync(clock);
        await world.AddAsync();
        world.Authority.IsUp = false;
        await world.ExhibitAsync();
        foreach (var rest in TimeStampRun.Rests.Append(TimeStampRun.Rests[^1]))
        {
            var at = clock.Now;
            (await world.WorkAsync()).ShouldBeTrue();
            (await world.WorkAsync()).ShouldBeFalse("it rests");
            var waits = await world.RowAsync();
            waits.NextTryAt.ShouldBe(at + rest, TimeSpan.FromSeconds(1));
            waits.Problem.ShouldBe("Authority good: It answered with HTTP 503 instead of a time-stamp");
            clock.Now = waits.NextTryAt.AddSeconds(1);
        }
        world.Authority.IsUp = true;
        await world.WorkAsync();
        var row = await world.RowAsync();
        (row.State, row.Problem, row.Attempts).ShouldBe((TimestampState.Done, null, TimeStampRun.Rests.Count + 2));
    }

    [Fact]
    public async Task What_a_dead_worker_held_is_taken_up_and_what_a_living_one_holds_is_not()
    {
        await using var world = await StampDesk.StartAsync();
        await world.AddAsync();
        await world.ExhibitAsync();
        await HoldAsync(world, "another-machine/1/1");
        (await world.WorkAsync()).ShouldBeFalse();
        await HoldAsync(world, $"{Environment.MachineName}/{int.MaxValue}/1");
        (await world.WorkAsync()).ShouldBeTrue();
        (await world.RowAsync()).State.ShouldBe(TimestampState.Done);
    }

    [Fact]
    public async Task Many_workers_at_once_make_one_time_stamp_each_for_many_exhibits()
    {
        await using var world = await StampDesk.StartAsync();
        await world.AddAsync();
        for (var i = 0; i < 4; i++)
            await world.ExhibitAsync($"Number {i}");
        var ids = await world.Desk.WithDbAsync(db => db.ExhibitTimestamps.Select(t => t.Id).ToListAsync(Cancel));

        await Task.WhenAll(Enumerable.Range(0, 3).SelectMany(worker => ids.Select(id => Task.Run(() =>
            world.Desk.WithAsync<TimeStampRun, bool>(run => run.TryAsync(id, $"worker/{worker}/1", Cancel)), Cancel))));

        (await world.Desk.WithDbAsync(db => db.ExhibitTimestamps.CountAsync(t => t.State == TimestampState.Done, Cancel))).ShouldBe(4);
        (await world.Desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "exhibit.time-stamped", Cancel))).ShouldBe(4);
    }

    [Fact]
    public async Task A_worker_that_lost_its_lease_keeps_nothing()
    {
        await using var world = await StampDesk.StartAsync();
        await world.AddAsync();
        await world.ExhibitAsync();
        var id = (await world.RowAsync()).Id;
        // Between the question and the answer somebody else takes it.
        world.Authority.BeforeAnswer = () => HoldAsync(world, "another-machine/1/1");

        await world.Desk.WithAsync<TimeStampRun, bool>(run => run.TryAsync(id, "worker/1/1", Cancel));

        var row = await world.RowAsync();
        (row.State, row.TokenHash, row.LeaseOwner).ShouldBe((TimestampState.Waiting, null, "another-machine/1/1"));
        (await world.Desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "exhibit.time-stamped", Cancel))).ShouldBe(0);
        (await world.Desk.WithAsync<BlobSweep, int>(sweep => sweep.RunAsync(world.Desk.OfficeId, Cancel))).ShouldBe(1, "the token that nobody kept is swept");
    }

    [Fact]
    public async Task Retention_takes_the_time_stamps_of_what_it_empties()
    {
        await using var world = await StampDesk.StartAsync();
        await world.AddAsync();
        await world.ExhibitAsync();
        await world.WorkAsync();
        var row = await world.RowAsync();

        await using (var scope = world.Desk.App.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<SerjeantDb>();
            db.OfficeScope = world.Desk.OfficeId;
            await scope.ServiceProvider.GetRequiredService<ExhibitRemoval>().RemoveAsync(db.Exhibits, null, Cancel);
            await scope.ServiceProvider.GetRequiredService<BlobSweep>().RunAsync(world.Desk.OfficeId, Cancel);
        }

        (await world.Desk.WithDbAsync(db => db.ExhibitTimestamps.CountAsync(Cancel))).ShouldBe(0);
        await Should.ThrowAsync<FileNotFoundException>(TokenAsync(world, row));
    }

    private static Task HoldAsync(StampDesk world, string who) => world.Desk.WithDbAsync(db => db.ExhibitTimestamps.ExecuteUpdateAsync(set => set
        .SetProperty(t => t.LeaseOwner, who).SetProperty(t => t.LeaseUntil, DateTimeOffset.UtcNow.AddHours(1)), Cancel));

    private static Task<byte[]> TokenAsync(StampDesk world, ExhibitTimestamp row) => world.Desk.WithAsync<OfficeVault, byte[]>(async vaults =>
    {
        await using var vault = await vaults.OpenAsync(world.Desk.OfficeId, Cancel);
        await using var stream = await vault.OpenAsync(new BlobRef(row.TokenHash!, row.TokenBytes), Cancel);
        var token = new byte[row.TokenBytes];
        await stream.ReadExactlyAsync(token, Cancel);
        return token;
    });
}
