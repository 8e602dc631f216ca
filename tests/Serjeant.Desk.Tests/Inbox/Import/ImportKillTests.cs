using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Inbox.Import;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Ledger;
using Serjeant.Outside.Exports;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox.Import;

/// <summary>Kill -9 of the real program in the middle of an import: whole batches are there, and going on loses and doubles nothing.</summary>
[Collection(Alone.Name)]
public sealed class ImportKillTests
{
    private const int Messages = 40_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_import_command_killed_twice_goes_on_and_ends_whole()
    {
        await using var desk = await ImportDesk.StartAsync();
        var path = desk.WriteMessages(Messages);
        string[] words = ["import", path, "--office", $"{desk.Desk.OfficeId}"];
        foreach (var position in new[] { 1, 3_000 })
        {
            using var killed = ImportProgram.Start(desk.Desk, words);
            await WaitAsync(desk, j => j.Position >= position, killed);
            await killed.KillAsync();
            await BeWholeAsync(desk, null);
        }
        using var last = ImportProgram.Start(desk.Desk, words);
        (await last.EndAsync(TestContext.Current.CancellationToken)).ShouldBe(0);

        await BeWholeAsync(desk, Messages);
    }

    [Fact]
    public async Task The_desk_killed_while_its_worker_imports_goes_on_after_a_restart()
    {
        await using var desk = await ImportDesk.StartAsync();
        await QueueUploadAsync(desk, desk.WriteMessages(Messages));
        string[] words = ["serve", "--urls", $"http://localhost:{FreePort()}"];
        using (var killed = ImportProgram.Start(desk.Desk, words))
        {
            await WaitAsync(desk, j => j.Position >= 1_000, killed);
            await killed.KillAsync();
        }
        await BeWholeAsync(desk, null);

        using var again = ImportProgram.Start(desk.Desk, words);
        await WaitAsync(desk, j => j.State == ImportState.Done, again);
        await again.KillAsync();
        await BeWholeAsync(desk, Messages);
    }

    /// <summary>Kestrel chooses no port of its own for the name localhost.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task QueueUploadAsync(ImportDesk desk, string path) => desk.InScopeAsync(desk.Desk.OfficeId, async services =>
    {
        await using var file = File.OpenRead(path);
        var (spooled, bytes, hash) = await services.GetRequiredService<ImportSpool>().SaveAsync(file, CancellationToken.None);
        var jobs = services.GetRequiredService<ImportJobs>();
        var job = await jobs.DraftAsync(desk.Desk.OfficeId, null, "upload.ndjson", spooled, bytes, hash, ExportKind.Json, CancellationToken.None);
        return await jobs.StartAsync(desk.Desk.OfficeId, null, job.Id, FieldMapping.Parse(["text=text", "id=id", "author=author"]), new ImportOptions(), CancellationToken.None);
    });

    private static async Task WaitAsync(ImportDesk desk, Func<ImportJob, bool> reached, ImportProgram program)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (await desk.Desk.WithDbAsync(db => db.ImportJobs.AsNoTracking().FirstOrDefaultAsync()) is { } job && reached(job))
                return;
            program.IsRunning.ShouldBeTrue("The program ended before it could be killed.");
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Rows, counts, search and ledger agree with each other; at the end, with the file as well.</summary>
    private static async Task BeWholeAsync(ImportDesk desk, int? expected)
    {
        var job = await desk.Desk.WithDbAsync(db => db.ImportJobs.AsNoTracking().SingleAsync());
        var ids = await desk.Desk.WithDbAsync(db => db.Messages.Select(m => m.ExternalId).ToListAsync());
        ids.Count.ShouldBe(job.Added);
        ids.Distinct().Count().ShouldBe(ids.Count);
        job.Position.ShouldBe(job.Added);
        (await desk.Desk.WithDbAsync(db => db.MessageRaws.CountAsync())).ShouldBe(ids.Count);
        (await desk.Desk.WithDbAsync(db => db.TextGroups.SumAsync(g => g.Total))).ShouldBe(ids.Count);
        (await desk.Desk.WithDbAsync(db => QueueSearch.Ids(db, "resign")!.CountAsync())).ShouldBe((ids.Count + 9) / 10);
        var rows = await desk.Desk.WithDbAsync(db => db.MessageBatches.Select(b => b.Rows).ToListAsync());
        rows.Sum(r => r.Length / 40).ShouldBe(ids.Count);

        var entries = await desk.Desk.WithDbAsync(db => db.LedgerEntries.OrderBy(e => e.Index).ToListAsync());
        entries.Count(e => e.Action == "messages.came-in").ShouldBe(rows.Count);
        var head = await desk.Desk.WithDbAsync(db => db.LedgerHeads.SingleAsync());
        Frontier.FromBytes(head.Frontier).Root().ShouldBe(entries.Aggregate(Frontier.Empty, (f, e) => f.Append(e.LeafHash)).Root());
        if (expected is null)
            return;
        ids.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, expected.Value).Select(i => $"m{i}").Order(StringComparer.Ordinal));
        (job.State, job.AlreadyHere).ShouldBe((ImportState.Done, 0));
    }
}
