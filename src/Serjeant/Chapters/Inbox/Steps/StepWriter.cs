using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Inbox.Decisions;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Steps;

/// <summary>Writes, with a decision, the steps to be done by hand on the platform, and asks for captures of what may soon be gone.</summary>
public sealed class StepWriter(SerjeantDb db, CaptureRequests requests, TimeProvider time)
{
    /// <summary>A pile-on is thousands of pages; the rest is kept as text, and flagged.</summary>
    public const int MostCaptures = 200;

    private sealed record Place(long Id, Moderation.Platform Platform, string? Address, long AuthorId, string? Profile, bool Captured);

    /// <returns>How many steps there are to do.</returns>
    public async Task<int> WriteAsync(LedgerWriter ledger, long officeId, long personId, DecisionKind kind, IReadOnlyList<Decision> decisions, CancellationToken cancel)
    {
        if (!kind.NeedsEvidence() && !kind.HasPlatformStep())
            return 0;
        var places = new Dictionary<long, Place>();
        foreach (var ids in decisions.Select(d => d.MessageId).Chunk(1000))
            foreach (var place in await db.Messages.AsNoTracking().Where(m => ids.Contains(m.Id)).Select(m => new Place(
                m.Id, m.Platform, m.Address, m.AuthorId, m.Author!.ProfileAddress, db.Captures.Any(c => c.MessageId == m.Id && c.State != CaptureState.Withdrawn))).ToListAsync(cancel))
                places[place.Id] = place;

        if (kind.NeedsEvidence())
            await AskForCapturesAsync(ledger, personId, decisions, places, cancel);
        if (!kind.HasPlatformStep())
            return 0;
        var due = kind.IsAboutAuthor() ? decisions.DistinctBy(d => places[d.MessageId].AuthorId).ToList() : decisions;
        db.PlatformSteps.AddRange(due.Select(d => new PlatformStep
        {
            OfficeId = officeId,
            MessageId = d.MessageId,
            DecisionId = d.Id,
            Platform = places[d.MessageId].Platform,
            Kind = kind,
            Address = WebAddress.OrNull(kind.IsAboutAuthor() ? places[d.MessageId].Profile ?? places[d.MessageId].Address : places[d.MessageId].Address),
            CreatedAt = time.GetUtcNow(),
        }));
        return due.Count;
    }

    private async Task AskForCapturesAsync(
        LedgerWriter ledger, long personId, IReadOnlyList<Decision> decisions, Dictionary<long, Place> places, CancellationToken cancel)
    {
        var by = await db.Users.AsNoTracking().SingleAsync(p => p.Id == personId, cancel);
        var asked = 0;
        foreach (var decision in decisions)
        {
            var place = places[decision.MessageId];
            if (place.Captured || WebAddress.OrNull(place.Address) is not { } address)
                continue;
            if (asked == MostCaptures)
            {
                decision.EvidenceGap = true;
                continue;
            }
            var profile = AccountPage.Of(place.Profile, address);
            try
            {
                await requests.AskAsync(
                    decision.CaseId, by, address, profile, profile is null ? AccountPage.NotKnown : null, place.Id, ledger, cancel, decision.DecidedAt);
                asked++;
            }
            catch (ArrivalRefusedException)
            {
                // Nobody may open it. The decision stands, and says that its page is not kept.
                decision.EvidenceGap = true;
            }
        }
    }
}
