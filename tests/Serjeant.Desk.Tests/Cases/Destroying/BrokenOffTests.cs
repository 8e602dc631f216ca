using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Serjeant.Chapters.Cases.Destroying;
using Serjeant.Data;
using Serjeant.Desk.Tests.Commands;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Support;
using Serjeant.Shell.Hosting;
using Serjeant.Workers;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases.Destroying;

/// <summary>A destruction that ends too early, at any of its steps, is ended by the next start or the daily run, or was plainly not begun.</summary>
public sealed class BrokenOffTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    public enum Step
    {
        Begun,
        Committed,
        Listed,
    }

    [Theory]
    [InlineData(Step.Begun, false)]
    [InlineData(Step.Begun, true)]
    [InlineData(Step.Committed, false)]
    [InlineData(Step.Committed, true)]
    [InlineData(Step.Listed, false)]
    [InlineData(Step.Listed, true)]
    public async Task What_ended_after_a_step_is_whole_after_the_next_start_or_daily_run(Step last, bool daily)
    {
        await using var desk = await TestDesk.StartAsync();
        var exhibit = await DestructionTests.SealedOffAsync(desk);
        await StopAfterAsync(desk, exhibit.Id, last);
        var list = Path.Combine(desk.DataFolder, DestroyedList.FileName);
        await File.WriteAllTextAsync(list + ".half", "[{", Cancel);

        if (daily)
            await DailyRunAsync(desk);
        else
            await DeskStart.PrepareAsync(desk.App, Cancel);

        Directory.EnumerateFiles(desk.DataFolder, OnDisk.Beginning + "*").ShouldBeEmpty();
        File.Exists(list + ".half").ShouldBeFalse();
        (await desk.WithDbAsync(db => db.DoomedBlobs.CountAsync(Cancel))).ShouldBe(0);
        var row = await desk.WithDbAsync(db => db.Destructions.SingleOrDefaultAsync(Cancel));
        var destroyed = await desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "exhibit.destroyed", Cancel));
        var listed = await new DestroyedList(desk.DataFolder).ReadAsync(Cancel);
        if (last == Step.Begun)
        {
            (row, destroyed, listed.Count).ShouldBe((null, 0, 0));
            (await DestructionTests.HeldAsync(desk, desk.DataFolder)).ShouldNotBeEmpty("it was not begun");
            return;
        }
        row.ShouldNotBeNull().ExhibitId.ShouldBe(exhibit.Id);
        destroyed.ShouldBe(1);
        listed.ShouldHaveSingleItem().ManifestSha256.ShouldBe(exhibit.ManifestHash);
        (await DestructionTests.HeldAsync(desk, desk.DataFolder)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_that_was_busy_is_written_anew_by_the_daily_run()
    {
        if (TestDatabases.OnPostgres)
            return; // It frees the room by its own vacuum.
        await using var desk = await TestDesk.StartAsync();
        var exhibit = await DestructionTests.SealedOffAsync(desk);
        await using (var reader = new SqliteConnection($"Data Source={desk.App.Services.GetRequiredService<DeskOptions>().Database.SqlitePath};Pooling=False"))
        {
            await reader.OpenAsync(Cancel);
            await using var reading = reader.BeginTransaction(deferred: true);
            await using var one = reader.CreateCommand();
            (one.Transaction, one.CommandText) = (reading, "SELECT COUNT(*) FROM \"Exhibits\"");
            await one.ExecuteScalarAsync(Cancel);
            await Should.ThrowAsync<Exception>(() => desk.WithAsync<Destructions, bool>(async destructions => await destructions.DestroyAsync(
                exhibit.Id, await desk.WithDbAsync(db => db.Users.FirstAsync(Cancel)), new DestructionOrder("Exampleshire Police", "EX/4711", "They have their copy"), Cancel)));
        }
        Directory.EnumerateFiles(desk.DataFolder, OnDisk.Beginning + "*").ShouldHaveSingleItem();

        await DailyRunAsync(desk);

        Directory.EnumerateFiles(desk.DataFolder, OnDisk.Beginning + "*").ShouldBeEmpty();
        (await DestructionTests.HeldAsync(desk, desk.DataFolder)).ShouldBeEmpty();
    }

    /// <summary>Whoever finds the program ended may make a backup before starting it again; its time says that it came after the destruction.</summary>
    [Fact]
    public async Task A_backup_that_is_made_before_the_next_start_holds_nothing()
    {
        await using var desk = await TestDesk.StartAsync();
        using var folder = new TemporaryFolder();
        await StopAfterAsync(desk, (await DestructionTests.SealedOffAsync(desk)).Id, Step.Committed);
        var backup = folder.File("autumn");

        (await CommandLine.RunAsync(["backup", "make", backup, .. DestructionTests.Arguments(desk)])).Code.ShouldBe(0);

        (await DestructionTests.HeldAsync(desk, backup)).ShouldBeEmpty();
        (await DestructionTests.HeldAsync(desk, desk.DataFolder)).ShouldBeEmpty();
    }

    private static async Task DailyRunAsync(TestDesk desk)
    {
        using var worker = new RetentionWorker(desk.App.Services.GetRequiredService<IServiceScopeFactory>(), TimeProvider.System, NullLogger<RetentionWorker>.Instance);
        await worker.RunAllAsync(Cancel);
    }

    /// <summary>The steps of <see cref="Destructions.DestroyAsync"/>, ended there: what is held open is let go, as a kill does.</summary>
    private static async Task StopAfterAsync(TestDesk desk, long exhibitId, Step last)
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<SerjeantDb>();
        db.OfficeScope = desk.OfficeId;
        using var mark = await services.GetRequiredService<OnDisk>().BeginAsync(Cancel);
        if (last == Step.Begun)
            return;
        var exhibit = await db.Exhibits.SingleAsync(e => e.Id == exhibitId, Cancel);
        await services.GetRequiredService<OfficeChanges>().RunAsync(desk.OfficeId, null, ledger => services.GetRequiredService<DestructionRemoval>().RemoveAsync(exhibit, new Destruction
        {
            OfficeId = desk.OfficeId,
            ExhibitId = exhibitId,
            ManifestHash = exhibit.ManifestHash,
            InstructedBy = "Exampleshire Police",
            Reference = "EX/4711",
            Why = "They have their copy",
            ById = 1,
            At = DateTimeOffset.UtcNow,
        }, [], ledger, Cancel), Cancel);
        db.ChangeTracker.Clear();
        if (last == Step.Listed)
            await new DestroyedList(desk.DataFolder).AddAsync(await Destructions.RecordsAsync(db, Cancel), Cancel);
    }
}
