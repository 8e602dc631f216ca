using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Inbox.Decisions;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Steps;

/// <summary>Writes, with a decision, the steps to be done by hand on the platform, and asks for captures of what may soon be gone.</summary>
public sealed class StepWriter(SerjeantDb db, TimeProvider time)
{
    /// <summary>A pile-on is thousands of pages; the rest is kept as text, and flagged.</summary>
    public const int MostCaptures = 200;

    private sealed record Place(long Id, Moderation.Platform Platform, string? Address, long AuthorId, string? Profile, bool Captured);

    /// <returns>How many steps there are to do.</returns>
    public async Task<int> WriteAsync(long officeId, long personId, DecisionKind kind, IReadOnlyList<Decision> decisions, CancellationToken cancel)
    {
        if (!kind.NeedsEvidence() && !kind.HasPlatformStep())
            return 0;
        var places = new Dictionary<long, Place>();
        foreach (var ids in decisions.Select(d => d.MessageId).Chunk(1000))
            foreach (var place in await db.Messages.AsNoTracking().Where(m => ids.Contains(m.Id)).Select(m => new Place(
                m.Id, m.Platform, m.Address, m.AuthorId, m.Author!.ProfileAddress, db.Captures.Any(c => c.MessageId == m.Id))).ToListAsync(cancel))
                places[place.Id] = place;

        if (kind.NeedsEvidence())
            AskForCaptures(officeId, personId, decisions, places);
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

    private void AskForCaptures(long officeId, long personId, IReadOnlyList<Decision> decisions, Dictionary<long, Place> places)
    {
        var asked = 0;
        foreach (var decision in decisions)
        {
            var place = places[decision.MessageId];
            if (place.Captured || WebAddress.OrNull(place.Address) is not { } address)
                continue;
            if (++asked > MostCaptures)
            {
                decision.EvidenceGap = true;
                continue;
            }
            var profile = AccountPage.Of(place.Profile, address);
            db.Captures.Add(new Capture
            {
                OfficeId = officeId,
                MessageId = place.Id,
                CaseId = decision.CaseId,
                Address = address,
                ProfileAddress = profile,
                NoProfileWhy = profile is null ? AccountPage.NotKnown : null,
                AskedById = personId,
                AskedAt = time.GetUtcNow(),
            });
        }
    }
}
