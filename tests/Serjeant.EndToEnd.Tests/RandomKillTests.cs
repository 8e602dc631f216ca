using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;
using Serjeant.EndToEnd.Tests.Support;
using Serjeant.Shell.Hosting;
using Shouldly;
using Xunit;

namespace Serjeant.EndToEnd.Tests;

/// <summary>
/// kill -9 at random moments of captures and of later looks: each is killed once, somewhere between its start and its end. The moments are
/// drawn from a seed, which a failure names; <c>./test --soak</c> kills 50 of each.
/// </summary>
public sealed class RandomKillTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly int Seed = KillPlan.Seed;
    private static readonly int Kills = KillPlan.Kills;

    /// <summary>A small page is captured and sealed in less than this on a busy machine, so that some kills come after the end.</summary>
    private const int LongestMilliseconds = 4_000;
    private readonly string folder = Directory.CreateTempSubdirectory("serjeant-e2e-").FullName;
    private readonly Random random = new(Seed);
    private WebApplication site = null!;
    private SeededOffice office = null!;

    private string[] Allow => ["--allow", $"127.0.0.1:{new Uri(site.Urls.Single()).Port}"];

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        site = builder.Build();
        site.MapGet("/post/{number:int}", (int number) => Results.Content($"<!doctype html><title>Post {number}</title><p>You will regret this, {number}", "text/html"));
        await site.StartAsync(Cancel);
        office = await SeededOffice.MakeAsync(folder, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Captures_killed_anywhere_are_each_made_once_and_no_file_is_left_unnoticed()
    {
        for (var number = 1; number <= Kills; number++)
            await KillAsync(
                await office.AskAsync(site.Urls.Single() + $"/post/{number}", Cancel),
                (db, id) => db.Captures.AnyAsync(c => c.Id == id && c.State != CaptureState.Queued, Cancel), AllCapturedAsync);
        await FinishAsync(AllCapturedAsync);

        await using var db = office.Open();
        (await db.Captures.CountAsync(c => c.State == CaptureState.Done, Cancel)).ShouldBe(Kills, $"seed {Seed}");
        await EachOnceAsync(db, Kills);
        await NoFileIsUnnoticedAsync(db);
    }

    /// <summary>The moment between the last store, of the sums, and the commit: a note that names as many files as a capture adds to the vault.</summary>
    [Fact]
    public async Task Captures_killed_once_manifest_and_sums_are_stored_leave_neither()
    {
        for (var number = 1; number <= 2; number++)
        {
            await office.AskAsync(site.Urls.Single() + $"/post/{number}", Cancel);
            await FinishAsync(AllCapturedAsync);
        }
        int files;
        await using (var two = office.Open())
        {
            var last = await two.Exhibits.MaxAsync(e => e.Id, Cancel);
            files = await two.ExhibitFiles.Where(f => f.ExhibitId == last && !two.ExhibitFiles.Any(o => o.Hash == f.Hash && o.ExhibitId != last)).Select(f => f.Hash).Distinct().CountAsync(Cancel);
        }
        var beforeTheCommit = 0;
        for (var number = 3; number <= Kills + 2; number++)
        {
            await office.AskAsync(site.Urls.Single() + $"/post/{number}", Cancel);
            var left = Notes().ToHashSet();
            await using (var desk = await DeskProcess.StartAsync(folder, null, Allow))
            {
                await NotedAsync(files, left);
                await desk.KillAsync(alone: true);
            }
            await using (var killed = office.Open())
                beforeTheCommit += await killed.Exhibits.CountAsync(Cancel) < number ? 1 : 0;
            await FinishAsync(AllCapturedAsync);
        }

        await using var db = office.Open();
        TestContext.Current.SendDiagnosticMessage($"{beforeTheCommit} of {Kills} kills came between the last store and the commit.");
        await EachOnceAsync(db, Kills + 2);
        await NoFileIsUnnoticedAsync(db);
    }

    private IEnumerable<string> Notes() => Directory.EnumerateFiles(Directory.EnumerateDirectories(Path.Combine(folder, "evidence")).Single() + "/aside", "*.stored");

    private async Task NotedAsync(int files, HashSet<string> left)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        while (!Notes().Any(note => !left.Contains(note) && new FileInfo(note) is { Exists: true } there && there.Length >= files * 65))
            await Task.Delay(1, patience.Token);
    }

    [Fact]
    public async Task Looks_killed_between_look_and_seal_are_each_kept_once()
    {
        for (var number = 1; number <= Kills; number++)
            await office.AskAsync(site.Urls.Single() + $"/post/{number}", Cancel);
        await FinishAsync(AllCapturedAsync);
        List<long> watches;
        await using (var seen = office.Open())
            watches = await seen.ExhibitWatches.OrderBy(w => w.Id).Select(w => w.Id).ToListAsync(Cancel);
        watches.Count.ShouldBe(Kills, "every capture that anybody could see is watched");
        var due = new List<long>();
        foreach (var watch in watches)
        {
            due.Add(watch);
            await KillAsync(
                await DueAsync(watch), (db, id) => db.ExhibitWatches.AnyAsync(w => w.Id == id && (w.Tries > 0 || w.Looks > 0), Cancel),
                db => AllLookedAtAsync(db, due[..^1]));
        }
        await FinishAsync(db => AllLookedAtAsync(db, due));

        await using var after = office.Open();
        var looks = await after.WatchLooks.ToListAsync(Cancel);
        var watched = await after.ExhibitWatches.Select(w => w.ExhibitId).ToListAsync(Cancel);
        looks.ConvertAll(l => l.WatchedId).ShouldBe(watched, ignoreOrder: true, $"seed {Seed}");
        looks.ShouldAllBe(l => l.Verdict == "StillUp");
        (await after.ExhibitWatches.AllAsync(w => w.Looks == 1, Cancel)).ShouldBeTrue();
        await EachOnceAsync(after, 2 * Kills);
        await NoFileIsUnnoticedAsync(after);
    }

    /// <summary>Starts the program, lets it make good the kill before, and kills it somewhere in this piece of work.</summary>
    private async Task KillAsync(long id, Func<SerjeantDb, long, Task<bool>> hasBegun, Func<SerjeantDb, Task<bool>> earlierAreDone)
    {
        await using var desk = await DeskProcess.StartAsync(folder, null, Allow);
        await office.UntilAsync(async db =>
        {
            await PatientSitesAsync(db);
            return await hasBegun(db, id);
        }, Cancel);
        await Task.Delay(random.Next(LongestMilliseconds), Cancel);
        await desk.KillAsync(alone: true);
        // A second kill of an earlier one is fine, a third and fourth would be its last: let it end first.
        await using var db = office.Open();
        if (!await earlierAreDone(db))
            await FinishAsync(earlierAreDone);
    }

    private async Task FinishAsync(Func<SerjeantDb, Task<bool>> isDone)
    {
        await using var desk = await DeskProcess.StartAsync(folder, null, Allow);
        await office.UntilAsync(async db =>
        {
            await PatientSitesAsync(db);
            return await isDone(db);
        }, Cancel);
    }

    /// <summary>The wait between two questions to one site is for others' sites: this one is ours.</summary>
    private static Task PatientSitesAsync(SerjeantDb db) => db.WatchedSites.ExecuteUpdateAsync(set => set.SetProperty(s => s.NotBefore, DateTimeOffset.UtcNow.AddMinutes(-1)), Cancel);

    private async Task<long> DueAsync(long watch)
    {
        await using var db = office.Open();
        await db.ExhibitWatches.Where(w => w.Id == watch).ExecuteUpdateAsync(set => set.SetProperty(w => w.NextLookAt, DateTimeOffset.UtcNow.AddMinutes(-1)), Cancel);
        return watch;
    }

    private static async Task<bool> AllCapturedAsync(SerjeantDb db) =>
        await db.Captures.AllAsync(c => c.State == CaptureState.Done || c.State == CaptureState.Failed, Cancel);

    private static async Task<bool> AllLookedAtAsync(SerjeantDb db, List<long> watches) =>
        await db.ExhibitWatches.CountAsync(w => watches.Contains(w.Id) && w.Looks > 0, Cancel) == watches.Count;

    private static async Task EachOnceAsync(SerjeantDb db, int exhibits)
    {
        var made = await db.Exhibits.ToListAsync(Cancel);
        made.Count.ShouldBe(exhibits, $"seed {Seed}");
        made.Select(e => e.Key).ShouldBeUnique();
        (await db.CustodyEntries.Where(c => c.Act == CustodyAct.Made).Select(c => c.ExhibitId).Distinct().CountAsync(Cancel)).ShouldBe(exhibits);
        (await db.CustodyEntries.CountAsync(c => c.Act == CustodyAct.Made, Cancel)).ShouldBe(exhibits);
        (await db.LedgerEntries.CountAsync(l => l.Action == "exhibit.made", Cancel)).ShouldBe(exhibits);
    }

    /// <summary>What is in the vault belongs to an exhibit, or goes with the next sweep; nothing lies aside.</summary>
    private async Task NoFileIsUnnoticedAsync(SerjeantDb db)
    {
        await using (var app = DeskHost.Build(office.Options))
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<BlobSweep>().RunAsync(office.OfficeId, Cancel);
        var named = await db.ExhibitFiles.Select(f => f.Hash).Distinct().CountAsync(Cancel);
        var evidence = Path.Combine(folder, "evidence");
        Directory.EnumerateFiles(evidence, "*.sealed*", SearchOption.AllDirectories).Count().ShouldBe(named, $"seed {Seed}");
        Directory.EnumerateFiles(evidence, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(Path.GetDirectoryName(f)) == "aside").ShouldBeEmpty($"seed {Seed}");
        (await db.DoomedBlobs.CountAsync(Cancel)).ShouldBe(0);
        Directory.EnumerateFiles(Path.Combine(folder, "work"), "*", SearchOption.AllDirectories).Where(f => f.EndsWith(".png", StringComparison.Ordinal) || f.EndsWith(".wacz", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
