using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Decisions;

/// <summary>Presses of "make a case" that no case came of yet: shown until somebody finishes or undoes them, so that no message is lost in between.</summary>
public static class UnfinishedCases
{
    public static async Task<IReadOnlyList<(Guid Batch, int Messages)>> ListAsync(SerjeantDb db, CancellationToken cancel)
    {
        var batches = await db.Decisions.Where(d => d.Kind == DecisionKind.MakeCase && d.CaseId == null && d.UndoneAt == null)
            .GroupBy(d => d.BatchId).Select(g => new { g.Key, Count = g.Count(), First = g.Min(d => d.Id) })
            .OrderBy(g => g.First).Take(10).ToListAsync(cancel);
        return [.. batches.Select(b => (b.Key, b.Count))];
    }
}
