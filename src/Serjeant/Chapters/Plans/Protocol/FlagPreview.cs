using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Plans.Protocol;

/// <summary>How many of the office's latest messages a rule would be cited for at each level.</summary>
public sealed record FlagPreview(int Messages, IReadOnlyDictionary<long, IReadOnlyDictionary<FlagLevel, int>> ByRule)
{
    public const int Latest = 500;

    public static async Task<FlagPreview> OfAsync(SerjeantDb db, Data.Protocol? protocol, CancellationToken cancel)
    {
        var ids = await db.Messages.OrderByDescending(m => m.Id).Take(Latest).Select(m => m.Id).ToListAsync(cancel);
        if (ids.Count == 0 || protocol is null)
            return new FlagPreview(ids.Count, new Dictionary<long, IReadOnlyDictionary<FlagLevel, int>>());
        var oldest = ids[^1];
        var findings = await db.MessageFindings.AsNoTracking().Where(f => f.MessageId >= oldest && f.Stands)
            .Select(f => new { f.MessageId, f.Category, f.Confidence }).ToListAsync(cancel);
        return new FlagPreview(ids.Count, protocol.Rules.ToDictionary(r => r.Id, r =>
        {
            var categories = RuleBook.Parse(r.Categories);
            var mine = findings.Where(f => categories.Contains(f.Category)).ToList();
            return (IReadOnlyDictionary<FlagLevel, int>)Enum.GetValues<FlagLevel>().ToDictionary(
                level => level, level => mine.Where(f => f.Confidence >= level.SurerThan()).Select(f => f.MessageId).Distinct().Count());
        }));
    }
}
