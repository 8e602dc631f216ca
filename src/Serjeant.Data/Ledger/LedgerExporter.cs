using Microsoft.EntityFrameworkCore;
using Serjeant.Ledger;

namespace Serjeant.Data;

/// <summary>Takes a whole ledger out, entry by entry, as a file that can be checked anywhere. Memory does not grow with it.</summary>
public sealed class LedgerExporter(SerjeantDb db)
{
    /// <summary>Writes all entries up to the newest checkpoint, or all there are where there is none.</summary>
    /// <returns>How many entries were written.</returns>
    public async Task<long> ExportAsync(long officeId, CheckpointVerifier key, Stream output, CancellationToken cancel)
    {
        var notes = await db.LedgerCheckpoints.AsNoTracking().IgnoreQueryFilters(["office"])
            .Where(c => c.OfficeId == officeId).OrderBy(c => c.Size).ThenBy(c => c.Id).Select(c => new { c.Size, c.Note }).ToListAsync(cancel);
        var end = notes.Count > 0 ? notes[^1].Size : long.MaxValue;
        var writer = await LedgerExportWriter.StartAsync(output, LedgerOffice.NameOf(officeId), key, cancel);
        var (written, next) = (0L, 0);
        var leaves = db.LedgerEntries.AsNoTracking().IgnoreQueryFilters(["office"])
            .Where(e => e.OfficeId == officeId && e.Index < end).OrderBy(e => e.Index).Select(e => e.Leaf);
        await foreach (var leaf in leaves.AsAsyncEnumerable().WithCancellation(cancel))
        {
            await writer.LeafAsync(leaf, cancel);
            written++;
            for (; next < notes.Count && notes[next].Size <= written; next++)
                await writer.CheckpointAsync(notes[next].Note, cancel);
        }
        // Rows that were taken out leave checkpoints over: they go out too, to tell of it.
        for (; next < notes.Count; next++)
            await writer.CheckpointAsync(notes[next].Note, cancel);
        await writer.EndAsync(cancel);
        return written;
    }
}
