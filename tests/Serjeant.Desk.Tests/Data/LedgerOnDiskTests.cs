using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Data;
using Serjeant.Desk.Tests.Commands;
using Serjeant.Desk.Tests.Support;
using Serjeant.Ledger;
using Serjeant.Outside.Storage;
using Shouldly;

namespace Serjeant.Desk.Tests.Data;

/// <summary>The ledger as it really lies in a database: signed, taken out, checked, and tampered with by somebody who can write to it.</summary>
public sealed class LedgerOnDiskTests : IAsyncLifetime
{
    private TestDesk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await TestDesk.StartAsync();
        await GrowAsync(6);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File(string name) => Path.Combine(desk.DataFolder, name);

    private async Task GrowAsync(int count, long? officeId = null)
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        var changes = scope.ServiceProvider.GetRequiredService<OfficeChanges>();
        for (var i = 0; i < count; i++)
            await changes.RunAsync(officeId ?? desk.OfficeId, null, ledger =>
            {
                ledger.Record("test.made", "thing", i, ("kind", "one"));
                return Task.CompletedTask;
            }, Cancel);
    }

    private async Task<LedgerCheckpoint?> SignAsync()
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        using var signer = scope.ServiceProvider.GetRequiredService<LedgerKeys>().Open(desk.OfficeId);
        return await scope.ServiceProvider.GetRequiredService<LedgerCheckpoints>().SignAsync(desk.OfficeId, signer, Cancel);
    }

    /// <summary>Runs SQL with the triggers off, as somebody with the database's password could.</summary>
    private Task TamperAsync(string sql) => desk.WithDbAsync(async db =>
    {
        string[] off = db.IsSqlite
            ? ["""DROP TRIGGER "LedgerEntries_no_UPDATE";""", """DROP TRIGGER "LedgerEntries_no_DELETE";"""]
            : ["""ALTER TABLE "LedgerEntries" DISABLE TRIGGER ALL;"""];
        foreach (var statement in off.Append(sql))
            await db.Database.ExecuteSqlRawAsync(statement, Cancel);
        return true;
    });

    private Task<(int Code, string Output, string Error)> ExportAsync(string name, long? officeId = null)
    {
        var options = desk.App.Services.GetRequiredService<Serjeant.Shell.Hosting.DeskOptions>();
        string[] database = options.Postgres is null ? [] : ["--db", options.Postgres];
        return CommandLine.RunAsync(
            ["ledger", "export", "--office", $"{officeId ?? desk.OfficeId}", "--out", File(name), "--data", desk.DataFolder, .. database]);
    }

    [Fact]
    public async Task A_ledger_taken_out_is_whole_and_agrees_with_what_was_taken_out_before()
    {
        using (var flushes = new Flushes(Path.GetDirectoryName(File("one.ndjson"))!))
        {
            (await ExportAsync("one.ndjson")).Code.ShouldBe(0);
            flushes.Paths.Select(Path.GetFileName).ShouldContain(name => name!.StartsWith("one.ndjson.", StringComparison.Ordinal));
            flushes.Paths[^1].ShouldBe(Path.GetDirectoryName(File("one.ndjson")));
        }
        await GrowAsync(5);
        var (code, output, error) = await ExportAsync("two.ndjson");
        code.ShouldBe(0, error);
        output.ShouldContain("11 entries");
        var key = output.Split('\n').Single(l => l.StartsWith("Key "))[4..];
        var found = await CommandLine.RunAsync("ledger", "verify", File("two.ndjson"), "--witness", File("one.ndjson"), "--key", key);
        found.Code.ShouldBe(0, found.Output + found.Error);
        found.Output.ShouldContain("agrees with 1 of the 1");
    }

    [Fact]
    public async Task A_ledger_where_nothing_happened_is_not_signed_again()
    {
        var first = await SignAsync();
        (await SignAsync())!.Id.ShouldBe(first!.Id);
        await GrowAsync(1);
        (await SignAsync())!.Size.ShouldBe(7);
    }

    [Fact]
    public async Task Each_office_has_its_own_tree_and_its_own_key()
    {
        await GrowAsync(2, desk.OtherOfficeId);
        var ours = await ExportAsync("ours.ndjson");
        var theirs = await ExportAsync("theirs.ndjson", desk.OtherOfficeId);
        theirs.Output.ShouldContain("2 entries");
        theirs.Output.Split('\n')[1].ShouldNotBe(ours.Output.Split('\n')[1]);
        (await CommandLine.RunAsync("ledger", "verify", File("theirs.ndjson"), "--witness", File("ours.ndjson"))).Code.ShouldBe(1);
    }

    [Fact]
    public async Task An_edited_row_is_caught_in_what_is_taken_out()
    {
        await SignAsync();
        var leaf = LedgerLeaf.Parse(await desk.WithDbAsync(
            db => db.LedgerEntries.Where(e => e.Index == 2).Select(e => e.Leaf).SingleAsync(Cancel)));
        var edited = Convert.ToHexString((leaf with { Action = "test.never" }).ToBytes());
        var isSqlite = await desk.WithDbAsync(db => Task.FromResult(db.IsSqlite));
        await TamperAsync($"""UPDATE "LedgerEntries" SET "Leaf" = {(isSqlite ? $"x'{edited}'" : $"'\\x{edited}'")} WHERE "Index" = 2;""");
        await ExportAsync("edited.ndjson");
        var found = await CommandLine.RunAsync("ledger", "verify", File("edited.ndjson"));
        found.Code.ShouldBe(1);
        found.Output.ShouldContain("Entries 0 to 5: something was changed");
    }

    [Theory]
    [InlineData("""DELETE FROM "LedgerEntries" WHERE "Index" = 3;""")]
    [InlineData("""DELETE FROM "LedgerEntries" WHERE "Index" >= 4;""")]
    public async Task A_ledger_with_rows_taken_out_is_not_signed_and_is_exported_as_broken(string sql)
    {
        await SignAsync();
        await TamperAsync(sql);
        await Should.ThrowAsync<LedgerBrokenException>(SignAsync);
        var (code, _, error) = await ExportAsync("broken.ndjson");
        code.ShouldBe(1);
        error.ShouldContain("broken");
        (await CommandLine.RunAsync("ledger", "verify", File("broken.ndjson"))).Code.ShouldBe(1);
    }

    [Fact]
    public async Task Exhibits_are_proven_to_be_in_the_ledger()
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await services.GetRequiredService<OfficeChanges>().RunAsync(desk.OfficeId, null, ledger =>
        {
            ledger.Record("exhibit.made", "exhibit", 17, (LedgerProof.ManifestFact, new string('a', 64)));
            return Task.CompletedTask;
        }, Cancel);
        await GrowAsync(3);
        using var signer = services.GetRequiredService<LedgerKeys>().Open(desk.OfficeId);
        var proofs = services.GetRequiredService<LedgerProofs>();
        var proof = await proofs.ProveExhibitsAsync(desk.OfficeId, [17], [], [], signer, Cancel);
        var found = LedgerProofCheck.Verify(LedgerProof.Parse(proof.ToBytes()), signer.Verifier);
        found.Problems.ShouldBeEmpty();
        found.Leaves.ShouldHaveSingleItem().Data[LedgerProof.ManifestFact].ShouldBe(new string('a', 64));
        await Should.ThrowAsync<LedgerBrokenException>(() => proofs.ProveExhibitsAsync(desk.OfficeId, [17, 18], [], [], signer, Cancel));
        await Should.ThrowAsync<LedgerBrokenException>(() => proofs.ProveExhibitsAsync(desk.OtherOfficeId, [17], [], [], signer, Cancel));
    }

    [Fact]
    public async Task What_cannot_be_exported_is_exit_2_and_leaves_nothing_behind()
    {
        (await ExportAsync("nobody.ndjson", 999)).Code.ShouldBe(2);
        (await CommandLine.RunAsync("ledger", "export", "--office", "1", "--out", File("x"), "--data", File("no-desk"))).Code.ShouldBe(2);
        (await ExportAsync("no-folder/x")).Code.ShouldBe(2);
        (await ExportAsync("twice")).Code.ShouldBe(0);
        (await ExportAsync("twice")).Error.ShouldContain("is there already");
        Directory.GetFiles(desk.DataFolder, "*.ndjson*").ShouldBeEmpty();
        Directory.Exists(File("no-desk")).ShouldBeFalse();
    }
}
