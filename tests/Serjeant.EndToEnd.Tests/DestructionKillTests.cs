using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases.Destroying;
using Serjeant.Data;
using Serjeant.EndToEnd.Tests.Support;
using Serjeant.Shell.Hosting;
using Serjeant.Workers;
using Shouldly;
using Xunit;

namespace Serjeant.EndToEnd.Tests;

/// <summary>
/// kill -9 at random moments of destructions, of the start after that, and of the purging of backups: each was plainly not begun, or is whole after the next
/// start or the daily run of another copy of the program, without a trace in vault, database or purged backups, and the ledger says it once.
/// </summary>
public sealed class DestructionKillTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly int Kills = KillPlan.Kills;
    private static readonly string Seed = $"seed {KillPlan.Seed}";
    private static readonly Dictionary<string, string> Order = new() { ["InstructedBy"] = "Exampleshire Police", ["Reference"] = "EX/4711", ["Why"] = "They have their copy" };

    private readonly string root = Directory.CreateTempSubdirectory("serjeant-e2e-").FullName;
    private readonly Random random = new(KillPlan.Seed);
    private readonly SortedDictionary<string, int> ends = new(StringComparer.Ordinal);
    private SeededOffice office = null!;

    private string Data => office.Options.DataFolder;

    public async ValueTask InitializeAsync() => office = await SeededOffice.MakeAsync(Path.Combine(root, "desk"), Cancel);

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(root, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Destructions_killed_anywhere_are_whole_after_the_next_start_or_daily_run_or_plainly_not_begun()
    {
        var doomed = await DoomedExhibits.MakeAsync(office, Kills + 1, Cancel);
        (await DoomedExhibits.TracesAsync(office, Data, doomed[0], Cancel)).ShouldContain(t => t.StartsWith("serjeant.db", StringComparison.Ordinal), "the test must be able to find it");
        await MakeBackupAsync("before");
        (await DoomedExhibits.TracesAsync(office, Path.Combine(root, "before"), doomed[0], Cancel)).Count(t => t.StartsWith("evidence", StringComparison.Ordinal)).ShouldBeGreaterThan(12);
        var (started, whole) = await TimeOneAsync(doomed[0]);
        foreach (var one in doomed.Skip(1))
        {
            await KillAsync(one, whole);
            // Whoever runs the desk may make a backup before it is started again.
            if (random.Next(2) == 0)
                await MakeBackupAsync(string.Create(CultureInfo.InvariantCulture, $"after-{one.Id}"));
            if (random.Next(3) == 0)
                await Command.KillAsync(() => true, started * random.NextDouble(), "serve", "--data", Data, "--urls", $"http://localhost:{DeskProcess.FreePort()}");
            if (random.Next(2) == 0)
                await DailyRunAsync(one);
            else
                await StartAsync(one);
        }

        TestContext.Current.SendDiagnosticMessage(string.Join(", ", ends.Select(e => $"{e.Value} {e.Key}")));
        await PurgeAllAsync(doomed);
    }

    [Fact]
    public async Task Purges_of_a_backup_killed_anywhere_are_whole_after_another()
    {
        var doomed = await DoomedExhibits.MakeAsync(office, 2, Cancel);
        await MakeBackupAsync("before");
        foreach (var one in doomed)
            await TimeOneAsync(one);
        var whole = await TimePurgeAsync(CopyOf("before", "timed"));
        var killed = 0;
        for (var number = 1; number <= Kills; number++)
        {
            var backup = CopyOf("before", $"copy-{number}");
            killed += await Command.KillAsync(() => HasList(backup), whole * random.NextDouble(), "backup", "purge", backup, "--data", Data) ? 1 : 0;
            var (code, said) = await Command.RunAsync("backup", "purge", backup, "--data", Data);
            code.ShouldBe(0, said);
            foreach (var one in doomed)
                (await DoomedExhibits.TracesAsync(office, backup, one, Cancel)).ShouldBeEmpty($"copy {number}, {Seed}");
            Directory.EnumerateFiles(backup, "destroy*").ShouldAllBe(f => Path.GetFileName(f) == DestroyedList.FileName || Path.GetFileName(f) == "destroyed.lock");
            Directory.Delete(backup, recursive: true);
        }
        TestContext.Current.SendDiagnosticMessage($"{killed} of {Kills} purges were killed.");
        await using var db = office.Open();
        (await db.MadeBackups.SingleAsync(Cancel)).PurgedAt.ShouldNotBeNull();
    }

    /// <summary>One that nobody kills: how long a start takes, and a destruction from its mark on.</summary>
    private async Task<(TimeSpan Started, TimeSpan Whole)> TimeOneAsync(DoomedExhibit one)
    {
        var start = Stopwatch.StartNew();
        await using var desk = await DeskProcess.StartAsync(Data);
        start.Stop();
        using var browser = new DeskBrowser(desk, await office.SignInAsync(Cancel));
        var pressed = PressAsync(browser, one);
        await MarkAsync();
        var watch = Stopwatch.StartNew();
        (await pressed).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var whole = watch.Elapsed;
        await IsWholeAsync(one);
        return (start.Elapsed, whole);
    }

    /// <summary>One that nobody kills, from its first step on.</summary>
    private async Task<TimeSpan> TimePurgeAsync(string backup)
    {
        var watch = new Stopwatch();
        await Command.KillAsync(() =>
        {
            if (HasList(backup))
                watch.Start();
            return watch.IsRunning;
        }, TimeSpan.FromMinutes(5), "backup", "purge", backup, "--data", Data);
        watch.IsRunning.ShouldBeTrue();
        return watch.Elapsed;
    }

    private static bool HasList(string backup) => File.Exists(Path.Combine(backup, DestroyedList.FileName));

    private async Task KillAsync(DoomedExhibit one, TimeSpan whole)
    {
        await using var desk = await DeskProcess.StartAsync(Data);
        using var browser = new DeskBrowser(desk, await office.SignInAsync(Cancel));
        var (list, files) = (Path.Combine(Data, DestroyedList.FileName), Sealed());
        var before = File.GetLastWriteTimeUtc(list);
        var pressed = PressAsync(browser, one);
        await MarkAsync();
        // The change takes longest, so that later steps would hardly be met: two in three wait for the list or for the first file to go.
        var step = random.Next(3);
        while (step > 0 && !pressed.IsCompleted && (step == 1 ? File.GetLastWriteTimeUtc(list) == before : Sealed() == files))
            await Task.Delay(1, Cancel);
        await Task.Delay(whole * random.NextDouble() / (step == 0 ? 1 : 4), Cancel);
        await desk.KillAsync(alone: true);
        await ((Task)pressed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var end = await EndAsync(one);
        ends[end] = ends.GetValueOrDefault(end) + 1;
    }

    /// <summary>Where it was killed, seen in a copy: opening the database itself would clear up after the kill.</summary>
    private async Task<string> EndAsync(DoomedExhibit one)
    {
        var copy = Directory.CreateDirectory(Path.Combine(root, Path.GetRandomFileName())).FullName;
        foreach (var file in Directory.EnumerateFiles(Data, "serjeant.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        bool begun, inVault;
        await using (var db = new SerjeantDb(new DeskOptions(copy, null).Database.StandaloneOptions()) { OfficeScope = office.OfficeId })
            (begun, inVault) = (await db.Destructions.AnyAsync(d => d.ExhibitId == one.Id, Cancel), await db.DoomedBlobs.AnyAsync(Cancel));
        SqliteConnection.ClearAllPools();
        Directory.Delete(copy, recursive: true);
        var listed = (await new DestroyedList(Data).ReadAsync(Cancel)).Any(r => r.Exhibit == one.Id);
        return !begun ? "not begun" : !listed ? "committed" : inVault ? "listed" : Marks().Any() ? "out of the vault" : "whole";
    }

    /// <summary>Another copy of the program goes on and does its daily run: the killed one is not started again yet.</summary>
    private async Task DailyRunAsync(DoomedExhibit one)
    {
        await using (var app = DeskHost.Build(office.Options))
        {
            using var worker = ActivatorUtilities.CreateInstance<RetentionWorker>(app.Services);
            await worker.RunAllAsync(Cancel);
        }
        if (await IsBegunAsync(one))
            await IsWholeAsync(one);
        await StartAsync(one);
    }

    private async Task StartAsync(DoomedExhibit one)
    {
        await using var desk = await DeskProcess.StartAsync(Data);
        using var browser = new DeskBrowser(desk, await office.SignInAsync(Cancel));
        if (!await IsBegunAsync(one))
        {
            Marks().ShouldBeEmpty(Seed);
            (await browser.PageAsync($"/cases/exhibits/{one.Id}", Cancel)).ShouldContain(one.Mark, Shouldly.Case.Sensitive, "plainly not begun: " + Seed);
            (await PressAsync(browser, one)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }
        (await browser.PageAsync($"/cases/exhibits/{one.Id}", Cancel)).ShouldContain("Exampleshire Police, reference EX/4711");
        await IsWholeAsync(one);
    }

    private async Task<bool> IsBegunAsync(DoomedExhibit one)
    {
        await using var db = office.Open();
        return await db.Destructions.AnyAsync(d => d.ExhibitId == one.Id, Cancel);
    }

    private async Task IsWholeAsync(DoomedExhibit one)
    {
        Marks().ShouldBeEmpty(Seed);
        await using (var db = office.Open())
        {
            (await db.Destructions.CountAsync(d => d.ExhibitId == one.Id, Cancel)).ShouldBe(1, Seed);
            var id = one.Id.ToString(CultureInfo.InvariantCulture);
            (await db.LedgerEntries.CountAsync(l => l.Action == "exhibit.destroyed" && l.SubjectId == id, Cancel)).ShouldBe(1, Seed);
            (await db.DoomedBlobs.CountAsync(Cancel)).ShouldBe(0, Seed);
            var named = await db.ExhibitFiles.Select(f => f.Hash).Concat(db.Packs.Select(p => p.Hash)).Distinct().CountAsync(Cancel);
            Sealed().ShouldBe(named, Seed);
        }
        (await DoomedExhibits.TracesAsync(office, Data, one, Cancel)).ShouldBeEmpty(Seed);
        (await new DestroyedList(Data).ReadAsync(Cancel)).Count(r => r.Exhibit == one.Id && r.ManifestSha256 == one.ManifestHash).ShouldBe(1, Seed);
    }

    /// <summary>Each backup that holds a trace is named on the exhibit's page, and once purged holds none.</summary>
    private async Task PurgeAllAsync(IReadOnlyList<DoomedExhibit> doomed)
    {
        var backups = Directory.EnumerateDirectories(root).Where(d => File.Exists(Path.Combine(d, "backup.json"))).ToList();
        await using (var desk = await DeskProcess.StartAsync(Data))
        {
            using var browser = new DeskBrowser(desk, await office.SignInAsync(Cancel));
            foreach (var one in doomed)
            {
                var page = await browser.PageAsync($"/cases/exhibits/{one.Id}", Cancel);
                foreach (var backup in backups)
                    if ((await DoomedExhibits.TracesAsync(office, backup, one, Cancel)).Count > 0)
                        page.ShouldContain(Path.GetFileName(backup), Shouldly.Case.Sensitive, Seed);
            }
        }
        foreach (var backup in backups)
        {
            var (code, said) = await Command.RunAsync("backup", "purge", backup, "--data", Data);
            code.ShouldBe(0, said);
            foreach (var one in doomed)
                (await DoomedExhibits.TracesAsync(office, backup, one, Cancel)).ShouldBeEmpty($"{Path.GetFileName(backup)}, {Seed}");
        }
    }

    private static Task<HttpResponseMessage> PressAsync(DeskBrowser browser, DoomedExhibit one) =>
        browser.SendAsync($"/cases/exhibits/{one.Id}/destroy", "Destroy", new Dictionary<string, string>(Order) { ["Label"] = string.Create(CultureInfo.InvariantCulture, $"JS/{one.Id}") }, Cancel);

    private int Sealed() => Directory.EnumerateFiles(Path.Combine(Data, "evidence"), "*.sealed*", SearchOption.AllDirectories).Count();

    private IEnumerable<string> Marks() => Directory.EnumerateFiles(Data, "destroying.*");

    private async Task MarkAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        while (!Marks().Any())
            await Task.Delay(1, patience.Token);
    }

    private async Task MakeBackupAsync(string name)
    {
        var (code, said) = await Command.RunAsync("backup", "make", Path.Combine(root, name), "--data", Data);
        code.ShouldBe(0, said);
    }

    private string CopyOf(string backup, string name)
    {
        var (from, to) = (Path.Combine(root, backup), Path.Combine(root, name));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return to;
    }
}
