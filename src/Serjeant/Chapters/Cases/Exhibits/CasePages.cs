using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.PoliceGuide;
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
public sealed class CasePages(SerjeantDb db, OfficeChanges changes, CaptureRequests requests)
{
    /// <summary>What a new case asks for by itself: about five minutes. A pile-on's other hundreds are one press more.</summary>
    public const int MostAtOnce = 50;

    private sealed record Place(long Id, string Address, string? Profile);

    /// <summary>How many of the case's pages nobody has asked for.</summary>
    public async Task<int> LeftAsync(Case of, CancellationToken cancel) => MayKeep(of) ? (await PlacesAsync(of.Id, cancel)).Count : 0;

    /// <summary>Asks for all that are left.</summary>
    public Task<PagesAsked> AskForRestAsync(Case of, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id,
        ledger => AskAsync(of, by, int.MaxValue, ledger, cancel), cancel);

    /// <summary>The same inside the change that opens the case.</summary>
    internal async Task<PagesAsked> AskAsync(Case of, Person by, int most, LedgerWriter ledger, CancellationToken cancel)
    {
        if (!MayKeep(of))
            return PagesAsked.None;
        var places = await PlacesAsync(of.Id, cancel);
        foreach (var place in places.Take(most))
        {
            var profile = AccountPage.Of(place.Profile, place.Address);
            await requests.AskAsync(of.Id, by, place.Address, profile, profile is null ? AccountPage.NotKnown : null, place.Id, ledger, cancel);
        }
        return new PagesAsked(Math.Min(most, places.Count), Math.Max(0, places.Count - most));
    }

    /// <summary>A picture that may show the abuse of a child is never copied.</summary>
    public static bool MayKeep(Case of) => !CaseChanges.AnswersOf(of).Contains(GuideAnswer.ChildImage);

    /// <summary>One for each address that is neither kept nor in the queue. What was sealed off, or could not be kept, is not asked for by itself.</summary>
    private async Task<List<Place>> PlacesAsync(long caseId, CancellationToken cancel)
    {
        var found = await db.Messages.AsNoTracking()
            .Where(m => m.Address != null && db.CaseMessages.Any(c => c.CaseId == caseId && c.MessageId == m.Id)
                && !db.Captures.Any(c => c.MessageId == m.Id || c.Address == m.Address)
                && !db.Exhibits.Any(e => e.MessageId == m.Id && e.SealedOffAt != null))
            .OrderByDescending(m => m.Rank).ThenBy(m => m.SentAt).ThenBy(m => m.Id)
            .Select(m => new { m.Id, m.Address, m.Author!.ProfileAddress }).ToListAsync(cancel);
        return [.. found.Where(m => WebAddress.OrNull(m.Address) is not null)
            .Select(m => new Place(m.Id, WebAddress.OrNull(m.Address)!, m.ProfileAddress)).DistinctBy(p => p.Address)];
    }
}
