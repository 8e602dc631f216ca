using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Plans.Judging;

/// <summary>
/// How often two people of the office who had their say about the same message said the same: both left it or both acted. Who undoes
/// another's decision, or takes away a category that another added, disagrees. The same text counts once.
/// </summary>
public sealed record Agreement(int Agreed, int Of)
{
    /// <summary>Below this a share would only mislead.</summary>
    public const int Fewest = 20;

    public bool IsEnough => Of >= Fewest;
    public int InAHundred => (int)Math.Round(100.0 * Agreed / Of);

    /// <param name="since">What happened before is passed over.</param>
    public static async Task<Agreement> OfAsync(SerjeantDb db, DateTimeOffset since, CancellationToken cancel)
    {
        var byTwo = await db.Decisions.AsNoTracking().Where(d => d.DecidedAt >= since).GroupBy(d => d.MessageId)
            .Where(g => g.Min(d => d.DecidedById) != g.Max(d => d.DecidedById) || g.Count(d => d.UndoneById != null && d.UndoneById != d.DecidedById) > 0)
            .Select(g => g.Key).OrderByDescending(id => id).Take(Most).ToListAsync(cancel);
        var agreed = new Dictionary<long, bool>();
        foreach (var some in byTwo.Chunk(500))
        {
            var decisions = await db.Decisions.AsNoTracking().Where(d => some.Contains(d.MessageId) && d.DecidedAt >= since)
                .Join(db.Messages, d => d.MessageId, m => m.Id, (d, m) => new { Decision = d, m.TextKey }).ToListAsync(cancel);
            foreach (var message in decisions.GroupBy(d => d.TextKey ?? -d.Decision.MessageId))
                Note(agreed, message.Key, Agree([.. message.Select(d => d.Decision)]));
        }
        var undone = await db.MessageFindings.AsNoTracking()
            .Where(f => f.CorrectedAt != null && f.CorrectedAt >= since && f.AddedById != null && f.RemovedById != null && f.AddedById != f.RemovedById)
            .Join(db.Messages, f => f.MessageId, m => m.Id, (f, m) => new { m.Id, m.TextKey }).Take(Most).ToListAsync(cancel);
        foreach (var message in undone)
            Note(agreed, message.TextKey ?? -message.Id, false);
        return new Agreement(agreed.Values.Count(yes => yes), agreed.Count);
    }

    private const int Most = 5_000;

    private static void Note(Dictionary<long, bool> agreed, long text, bool yes) => agreed[text] = yes && agreed.GetValueOrDefault(text, true);

    private static bool Agree(IReadOnlyList<Decision> decisions) =>
        !decisions.Any(d => d.UndoneById is { } by && by != d.DecidedById)
        && decisions.Where(d => d.UndoneAt is null).Select(d => d.Kind is DecisionKind.Leave or DecisionKind.Answered or DecisionKind.HandToCasework).Distinct().Count() <= 1;
}
