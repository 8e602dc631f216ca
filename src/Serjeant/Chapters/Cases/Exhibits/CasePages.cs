using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Inbox.Steps;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <param name="Asked">Pages that are being kept from now on.</param>
/// <param name="Left">Pages of the case that nobody has asked for yet.</param>
public sealed record PagesAsked(int Asked, int Left)
{
    public static PagesAsked None { get; } = new(0, 0);
}

/// <summary>The pages of a case's messages: the posts, and their authors' own. Each is asked for once, the worst first.</summary>
public sealed class CasePages(SerjeantDb db, OfficeChanges changes, CaptureRequests requests, SealedMarks marks)
{
    /// <summary>What a new case asks for by itself: about five minutes. A pile-on's other hundreds are one press more.</summary>
    public const int MostAtOnce = 50;

    private sealed record Place(long Id, string Address, string? Profile);

    /// <summary>How many of the case's pages nobody has asked for.</summary>
    public async Task<int> LeftAsync(Case of, CancellationToken cancel) => ChildImageCases.Is(of) ? 0 : (await PlacesAsync(of.Id, cancel)).Count;

    /// <summary>Asks for all that are left.</summary>
    public Task<PagesAsked> AskForRestAsync(Case of, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id,
        ledger => AskAsync(of, by, int.MaxValue, ledger, cancel), cancel);

    /// <summary>The same inside the change that opens the case.</summary>
    internal async Task<PagesAsked> AskAsync(Case of, Person by, int most, LedgerWriter ledger, CancellationToken cancel)
    {
        if (ChildImageCases.Is(of))
            return PagesAsked.None;
        var places = await PlacesAsync(of.Id, cancel);
        var asked = 0;
        foreach (var place in places.Take(most))
        {
            try
            {
                await requests.AskAsync(of.Id, by, place.Address, place.Profile, place.Profile is null ? AccountPage.NotKnown : null, place.Id, ledger, cancel);
                asked++;
            }
            catch (ArrivalRefusedException)
            {
                // One page that nobody may open keeps neither the case nor the others back.
            }
        }
        return new PagesAsked(asked, Math.Max(0, places.Count - most));
    }

    /// <summary>
    /// One for each address that is neither kept nor in the queue. What was sealed off, or could not be kept, is not asked for by itself; and what would be refused
    /// counts as none that is left: a press could not keep it.
    /// </summary>
    private async Task<List<Place>> PlacesAsync(long caseId, CancellationToken cancel)
    {
        var shut = ChildImageCases.Of(db);
        var found = await db.Messages.AsNoTracking()
            .Where(m => m.Address != null && db.CaseMessages.Any(c => c.CaseId == caseId && c.MessageId == m.Id)
                && !db.Captures.Any(c => c.State != CaptureState.Withdrawn && (c.MessageId == m.Id || c.Address == m.Address))
                && !db.Exhibits.Any(e => e.MessageId == m.Id && e.SealedOffAt != null)
                && !shut.Any(s => db.CaseMessages.Any(c => c.CaseId == s.Id && c.MessageId == m.Id)))
            .OrderByDescending(m => m.Rank).ThenBy(m => m.SentAt).ThenBy(m => m.Id)
            .Select(m => new { m.Id, m.Address, m.Author!.ProfileAddress }).ToListAsync(cancel);
        var places = found.Select(m => WebAddress.OrNull(m.Address) is { } address ? new Place(m.Id, address, AccountPage.Of(m.ProfileAddress, address)) : null).OfType<Place>().DistinctBy(p => p.Address).ToList();
        var refused = await marks.OfAddressesAsync(places.SelectMany(p => new[] { p.Address, p.Profile }), cancel);
        return [.. places.Where(p => !refused.Contains(p.Address) && !(p.Profile is { } profile && refused.Contains(profile)))];
    }
}
