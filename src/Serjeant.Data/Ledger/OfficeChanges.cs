using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Serjeant.Ledger;

namespace Serjeant.Data;

/// <summary>
/// The one way to change an office's data: the change and its ledger entries are committed together or not at all, and one
/// writer at a time appends to an office's tree.
/// </summary>
public sealed class OfficeChanges(SerjeantDb db, TimeProvider time)
{
    /// <param name="actorId">Who does it; null for the program itself.</param>
    /// <param name="work">Loads, authorises and changes rows, and records what it did. SaveChanges is called after it.</param>
    public async Task<T> RunAsync<T>(long officeId, long? actorId, Func<LedgerWriter, Task<T>> work, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var writer = new LedgerWriter();
        var result = await RunInsideAsync(officeId, actorId, writer, work, cancel);
        await CommitAsync(transaction, writer, cancel);
        return result;
    }

    /// <summary>Adds an office: its row and the first entries of its ledger are committed together.</summary>
    public async Task OpenOfficeAsync(Office office, Func<LedgerWriter, Task> work, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Offices.Add(office);
        await db.SaveChangesAsync(cancel);
        var writer = new LedgerWriter();
        await RunInsideAsync(office.Id, null, writer, async ledger =>
        {
            await work(ledger);
            return true;
        }, cancel);
        await CommitAsync(transaction, writer, cancel);
    }

    public Task RunAsync(long officeId, long? actorId, Func<LedgerWriter, Task> work, CancellationToken cancel) =>
        RunAsync(officeId, actorId, async writer =>
        {
            await work(writer);
            return true;
        }, cancel);

    private static async Task CommitAsync(IDbContextTransaction transaction, LedgerWriter writer, CancellationToken cancel)
    {
        await transaction.CommitAsync(cancel);
        foreach (var after in writer.Afterwards)
            await after();
    }

    private async Task<T> RunInsideAsync<T>(long officeId, long? actorId, LedgerWriter writer, Func<LedgerWriter, Task<T>> work, CancellationToken cancel)
    {
        var head = await LockHeadAsync(officeId, cancel);
        var result = await work(writer);
        await db.SaveChangesAsync(cancel);
        if (writer.Lines.Count > 0)
        {
            await AppendAsync(officeId, actorId, head, writer.Lines, cancel);
            await db.SaveChangesAsync(cancel);
        }
        return result;
    }

    /// <summary>
    /// Takes the office's place in the queue of writers. On PostgreSQL the head row is locked; SQLite's transaction already
    /// has the database's only write lock.
    /// </summary>
    private async Task<LedgerHead> LockHeadAsync(long officeId, CancellationToken cancel)
    {
        if (!db.IsSqlite)
        {
            var empty = Frontier.Empty.ToBytes();
            await db.Database.ExecuteSqlAsync(
                $"""INSERT INTO "LedgerHeads" ("OfficeId", "Frontier") VALUES ({officeId}, {empty}) ON CONFLICT DO NOTHING""", cancel);
            await db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "LedgerHeads" WHERE "OfficeId" = {officeId} FOR UPDATE""", cancel);
        }
        var head = await db.LedgerHeads.IgnoreQueryFilters().SingleOrDefaultAsync(h => h.OfficeId == officeId, cancel);
        if (head is not null)
        {
            await db.Entry(head).ReloadAsync(cancel);
            return head;
        }
        head = new LedgerHead { OfficeId = officeId, Frontier = Frontier.Empty.ToBytes() };
        db.LedgerHeads.Add(head);
        return head;
    }

    private async Task AppendAsync(
        long officeId, long? actorId, LedgerHead head, List<LedgerWriter.Line> lines, CancellationToken cancel)
    {
        var frontier = Frontier.FromBytes(head.Frontier);
        var now = time.GetUtcNow();
        foreach (var line in lines)
        {
            var commitments = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var (subject, name, value) in line.Personal)
                commitments[name] = Commitment.Of(await KeyOfAsync(officeId, subject, cancel), value);
            var leaf = new LedgerLeaf(
                LedgerOffice.NameOf(officeId), frontier.Size, now, actorId is null ? null : $"person:{actorId}",
                line.Action, line.SubjectType, line.SubjectId, line.Data, commitments).ToBytes();
            var hash = MerkleHash.Leaf(leaf);
            db.LedgerEntries.Add(new LedgerEntry
            {
                OfficeId = officeId,
                Index = frontier.Size,
                At = now,
                ActorId = actorId,
                Action = line.Action,
                SubjectType = line.SubjectType,
                SubjectId = line.SubjectId,
                Leaf = leaf,
                LeafHash = hash,
            });
            frontier = frontier.Append(hash);
        }
        head.Frontier = frontier.ToBytes();
    }

    private async Task<byte[]> KeyOfAsync(long officeId, string subject, CancellationToken cancel)
    {
        var key = await db.SubjectKeys.IgnoreQueryFilters().FirstOrDefaultAsync(k => k.OfficeId == officeId && k.Subject == subject, cancel)
            ?? db.SubjectKeys.Local.FirstOrDefault(k => k.OfficeId == officeId && k.Subject == subject);
        if (key is null)
        {
            key = new SubjectKey { OfficeId = officeId, Subject = subject, Key = RandomNumberGenerator.GetBytes(32) };
            db.SubjectKeys.Add(key);
        }
        return key.Key;
    }
}
