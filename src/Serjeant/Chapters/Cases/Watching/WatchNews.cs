using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Watching;

/// <summary>Something that was reported and what became of it.</summary>
/// <param name="ReportedAt">The last report of its case before the look.</param>
public sealed record WatchLine(long ExhibitId, string Label, int CaseNumber, string Verdict, DateTimeOffset SeenAt, string ReportedTo, DateTimeOffset ReportedAt);

/// <summary>Finds what the start page says of reported posts: taken down this week, or still up although they were reported.</summary>
public sealed class WatchNews(SerjeantDb db)
{
    private const int Most = 10;

    /// <summary>That a post is gone is news for a week.</summary>
    private static readonly TimeSpan News = TimeSpan.FromDays(7);

    private static readonly ReportTo[] Removers = [ReportTo.Platform, ReportTo.ReportHarmfulContent];

    public async Task<IReadOnlyList<WatchLine>> ReadAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var since = now - TimeSpan.FromDays(60);
        var reports = await db.CaseReports.AsNoTracking().Where(r => Removers.Contains(r.To))
            .Join(db.Cases.Where(c => c.State == CaseState.Open), r => r.CaseId, c => c.Id, (r, c) => new { Report = r, c.Id, c.Number })
            .OrderByDescending(r => r.Report.MadeAt).Take(500).ToListAsync(cancel);
        var cases = reports.Select(r => r.Id).ToHashSet();
        var looks = await db.WatchLooks.AsNoTracking().Where(l => l.At > since)
            .Join(db.Exhibits.Where(e => e.SealedOffAt == null), l => l.WatchedId, e => e.Id, (l, e) => new
            {
                Look = l,
                e.Id,
                e.Label,
                CaseId = e.CaseId ?? db.CaseMessages.Where(m => m.MessageId == e.MessageId).Select(m => (long?)m.CaseId).FirstOrDefault(),
            })
            .Where(l => l.CaseId != null && cases.Contains(l.CaseId.Value))
            .OrderByDescending(l => l.Look.At).ThenByDescending(l => l.Look.Id).Take(2_000).ToListAsync(cancel);
        var lines = new List<WatchLine>();
        foreach (var last in looks.Where(l => WatchWords.IsUp(l.Look.Verdict) is not null).DistinctBy(l => l.Id))
        {
            if (reports.FirstOrDefault(r => r.Id == last.CaseId && r.Report.MadeAt < last.Look.At) is not { } reported)
                continue;
            var up = WatchWords.IsUp(last.Look.Verdict)!.Value;
            // Once the platform has answered, that it is still up is no news.
            if (up ? reported.Report.OutcomeAt is null : last.Look.At > now - News)
                lines.Add(new WatchLine(last.Id, last.Label, reported.Number, last.Look.Verdict, last.Look.At, reported.Report.Recipient, reported.Report.MadeAt));
        }
        return [.. lines.OrderBy(l => WatchWords.IsUp(l.Verdict)).ThenByDescending(l => l.SeenAt).Take(Most)];
    }
}
