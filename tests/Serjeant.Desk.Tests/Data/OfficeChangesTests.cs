using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Ledger;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Data;

public sealed class OfficeChangesTests
{
    [Fact]
    public async Task A_change_and_its_ledger_entry_are_committed_together()
    {
        await using var desk = await TestDesk.StartAsync();
        await ChangeAsync(desk, (db, ledger) =>
        {
            db.OfficeContacts.Add(new OfficeContact { OfficeId = desk.OfficeId, Kind = ContactKind.PoliceForce, Name = "Exampleshire Police" });
            ledger.Record("office.contact-added", "contact", 1, ("kind", "PoliceForce"));
            ledger.Commit("contact:1", "name", "Exampleshire Police");
        });

        var entry = await desk.WithDbAsync(db => db.LedgerEntries.SingleAsync());
        MerkleHash.Leaf(entry.Leaf).ShouldBe(entry.LeafHash);
        LedgerLeaf.Parse(entry.Leaf).Action.ShouldBe("office.contact-added");
        LedgerLeaf.Parse(entry.Leaf).Commitments.Keys.ShouldContain("name");
        System.Text.Encoding.UTF8.GetString(entry.Leaf).ShouldNotContain("Exampleshire Police");
        var head = await desk.WithDbAsync(db => db.LedgerHeads.SingleAsync());
        Frontier.FromBytes(head.Frontier).Root().ShouldBe(MerkleHash.Leaf(entry.Leaf));
    }

    [Fact]
    public async Task A_change_that_fails_leaves_neither_row_nor_entry()
    {
        await using var desk = await TestDesk.StartAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => ChangeAsync(desk, (db, ledger) =>
        {
            db.OfficeContacts.Add(new OfficeContact { OfficeId = desk.OfficeId, Kind = ContactKind.PoliceForce, Name = "Nobody" });
            ledger.Record("office.contact-added", "contact", 1);
            throw new InvalidOperationException("stopped half-way");
        }));

        (await desk.WithDbAsync(db => db.OfficeContacts.CountAsync())).ShouldBe(0);
        (await desk.WithDbAsync(db => db.LedgerEntries.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Many_writers_at_once_make_one_unbroken_tree()
    {
        await using var desk = await TestDesk.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ChangeAsync(desk, (_, ledger) => ledger.Record("test.made", "thing", i))));

        var entries = await desk.WithDbAsync(db => db.LedgerEntries.OrderBy(e => e.Index).ToListAsync());
        entries.Select(e => e.Index).ShouldBe(Enumerable.Range(0, 20).Select(i => (long)i));
        var root = entries.Aggregate(Frontier.Empty, (f, e) => f.Append(e.LeafHash)).Root();
        var head = await desk.WithDbAsync(db => db.LedgerHeads.SingleAsync());
        Frontier.FromBytes(head.Frontier).Root().ShouldBe(root);
    }

    [Theory]
    [InlineData("UPDATE \"LedgerEntries\" SET \"Action\" = 'x'")]
    [InlineData("DELETE FROM \"LedgerEntries\"")]
    public async Task The_database_refuses_to_change_or_delete_an_entry(string sql)
    {
        await using var desk = await TestDesk.StartAsync();
        await ChangeAsync(desk, (_, ledger) => ledger.Record("test.made", "thing", 1));

        var refused = await Should.ThrowAsync<System.Data.Common.DbException>(() => desk.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        refused.Message.ShouldContain("append-only");
    }

    private static async Task ChangeAsync(TestDesk desk, Action<SerjeantDb, LedgerWriter> change)
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SerjeantDb>();
        db.OfficeScope = desk.OfficeId;
        var changes = scope.ServiceProvider.GetRequiredService<OfficeChanges>();
        await changes.RunAsync(desk.OfficeId, null, ledger =>
        {
            change(db, ledger);
            return Task.CompletedTask;
        }, CancellationToken.None);
    }
}
