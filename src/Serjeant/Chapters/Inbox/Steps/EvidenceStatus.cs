using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Evidence;

namespace Serjeant.Chapters.Inbox.Steps;

public enum PageKept
{
    /// <summary>There is no public page to keep.</summary>
    NoPage,

    /// <summary>Being fetched, and still within the time that a step waits for it.</summary>
    Waiting,
    Kept,

    /// <summary>What is kept is the site's asking for a sign-in, and nobody has sent the page from a browser of theirs yet.</summary>
    SignInWanted,

    /// <summary>It failed, or takes longer than a step waits: the step goes ahead and the gap is flagged.</summary>
    Gap,

    /// <summary>Somebody took it out of the line before it began: the step goes ahead and the gap is flagged.</summary>
    Withdrawn,
}

/// <summary>What is safe of one message before something removes it.</summary>
/// <param name="TextKept">The message is an exhibit: its text and the object it came as.</param>
/// <param name="ExhibitId">That exhibit, to link to.</param>
public sealed record EvidenceStatus(bool TextKept, long? ExhibitId, PageKept Page)
{
    /// <summary>How long a step waits for the page to be captured. A home address must come down.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    /// <summary>The step may be offered: everything is kept, or what isn't is a gap that is flagged.</summary>
    public bool MayAct => Page != PageKept.Waiting;
    public bool IsGap => !TextKept || Page is PageKept.Gap or PageKept.SignInWanted or PageKept.Withdrawn;

    public static async Task<Dictionary<long, EvidenceStatus>> OfAsync(
        SerjeantDb db, IReadOnlyCollection<long> messageIds, DateTimeOffset now, CancellationToken cancel)
    {
        var exhibits = await db.Exhibits.AsNoTracking()
            .Where(e => e.MessageId != null && messageIds.Contains(e.MessageId.Value) && ExhibitSources.OfMessages.Contains(e.Source))
            .Select(e => new { MessageId = e.MessageId!.Value, e.Id }).ToListAsync(cancel);
        var captures = await db.Captures.AsNoTracking()
            .Where(c => c.MessageId != null && messageIds.Contains(c.MessageId.Value))
            .Select(c => new
            {
                MessageId = c.MessageId!.Value,
                c.Id,
                c.State,
                c.AskedAt,
                WantsSignIn = db.Exhibits.Any(e => e.Id == c.ExhibitId && e.Outcome == nameof(CaptureOutcome.LoginWall))
                    && !db.Exhibits.Any(e => e.Source == ExhibitSource.Browser && e.Address == c.Address),
            }).ToListAsync(cancel);
        var exhibitOf = exhibits.GroupBy(e => e.MessageId).ToDictionary(g => g.Key, g => g.Min(e => e.Id));
        var captureOf = captures.GroupBy(c => c.MessageId)
            .ToDictionary(g => g.Key, g => g.OrderByDescending(c => c.State == CaptureState.Done).ThenByDescending(c => c.Id).First());
        return messageIds.Distinct().ToDictionary(id => id, id =>
        {
            var page = !captureOf.TryGetValue(id, out var capture) ? PageKept.NoPage
                : capture.State == CaptureState.Done ? capture.WantsSignIn ? PageKept.SignInWanted : PageKept.Kept
                : capture.State == CaptureState.Withdrawn ? PageKept.Withdrawn
                : capture.State == CaptureState.Failed || capture.AskedAt + Wait <= now ? PageKept.Gap
                : PageKept.Waiting;
            return new EvidenceStatus(exhibitOf.ContainsKey(id), exhibitOf.TryGetValue(id, out var e) ? e : null, page);
        });
    }
}
