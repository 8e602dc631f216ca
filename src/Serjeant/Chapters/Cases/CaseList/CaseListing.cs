using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.CaseList;

/// <summary>Which cases a person wants to see.</summary>
public enum CaseShow
{
    Open,
    Chase,
    Mine,
    Closed,
    All,
}

/// <param name="ChaseOn">The earliest day on which a report of it is to be chased.</param>
/// <param name="WaitsForMe">True when a colleague asked the reader to look and they have not yet.</param>
public sealed record CaseRow(Case Case, string Owner, int Messages, int Exhibits, int Reports, DateOnly? ChaseOn, bool WaitsForMe);

public sealed record CasePage(IReadOnlyList<CaseRow> Rows, int Total, int Page, int Pages, IReadOnlyDictionary<CaseShow, int> Counts);

/// <summary>The list of cases: counted, filtered, and those that want somebody first.</summary>
public sealed class CaseListing(SerjeantDb db)
{
    public const int Size = 25;

    public async Task<CasePage> ReadAsync(Person reader, CaseShow show, string? words, int page, DateOnly today, CancellationToken cancel)
    {
        var wanted = Matching(Shown(show, reader.Id, today), words);
        var total = await wanted.CountAsync(cancel);
        var pages = Math.Max(1, (total + Size - 1) / Size);
        page = Math.Clamp(page, 1, pages);
        var rows = await wanted
            .OrderByDescending(c => c.State == CaseState.Open && c.ImmediateDanger && c.Called999At == null)
            .ThenBy(c => db.CaseReports.Where(r => r.CaseId == c.Id && r.ChaseOn != null).Min(r => r.ChaseOn) ?? DateOnly.MaxValue)
            .ThenByDescending(c => c.Number)
            .Skip((page - 1) * Size).Take(Size)
            .Select(c => new
            {
                Case = c,
                Owner = db.Users.Where(p => p.Id == c.OwnerId).Select(p => p.DisplayName).FirstOrDefault(),
                Messages = db.CaseMessages.Count(m => m.CaseId == c.Id),
                Exhibits = db.Exhibits.Count(e => e.CaseId == c.Id
                    || (e.MessageId != null && db.CaseMessages.Any(m => m.CaseId == c.Id && m.MessageId == e.MessageId))),
                Reports = db.CaseReports.Count(r => r.CaseId == c.Id),
                ChaseOn = db.CaseReports.Where(r => r.CaseId == c.Id && r.ChaseOn != null).Min(r => r.ChaseOn),
                Waits = db.CaseAlerts.Any(a => a.CaseId == c.Id && a.ToId == reader.Id && a.SeenAt == null),
            }).AsNoTracking().ToListAsync(cancel);
        var counts = new Dictionary<CaseShow, int>();
        foreach (var each in Enum.GetValues<CaseShow>())
            counts[each] = await Shown(each, reader.Id, today).CountAsync(cancel);
        return new CasePage(
            [.. rows.Select(r => new CaseRow(r.Case, r.Owner ?? "Nobody", r.Messages, r.Exhibits, r.Reports, r.ChaseOn, r.Waits))],
            total, page, pages, counts);
    }

    private IQueryable<Case> Shown(CaseShow show, long readerId, DateOnly today) => show switch
    {
        CaseShow.Open => db.Cases.Where(c => c.State == CaseState.Open),
        CaseShow.Closed => db.Cases.Where(c => c.State == CaseState.Closed),
        CaseShow.Mine => db.Cases.Where(c => c.State == CaseState.Open
            && (c.OwnerId == readerId || db.CaseAlerts.Any(a => a.CaseId == c.Id && a.ToId == readerId && a.SeenAt == null))),
        CaseShow.Chase => db.Cases.Where(c => db.CaseReports.Any(r => r.CaseId == c.Id && r.ChaseOn <= today)),
        _ => db.Cases,
    };

    private static IQueryable<Case> Matching(IQueryable<Case> cases, string? words)
    {
        words = words?.Trim();
        if (string.IsNullOrEmpty(words))
            return cases;
        var number = words.StartsWith("C-", StringComparison.OrdinalIgnoreCase) ? words[2..] : words;
        return int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n)
            ? cases.Where(c => c.Number == n)
            : cases.Where(c => c.Title.ToLower().Contains(words.ToLower()));
    }
}
