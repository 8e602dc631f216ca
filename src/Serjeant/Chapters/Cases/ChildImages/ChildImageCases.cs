using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.PoliceGuide;
using Serjeant.Chapters.Cases.Watching;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.ChildImages;

/// <summary>Cases of which somebody said to the guide that a picture may show the sexual abuse of a child: nothing more comes into them.</summary>
public sealed class ChildImageCases(SerjeantDb db, TimeProvider time)
{
    private const string Stopped = "Stopped: the case may concern a picture of the sexual abuse of a child.";

    /// <summary>As <see cref="Case.GuideAnswers"/> has the answer.</summary>
    private const string Answer = $"\"{nameof(GuideAnswer.ChildImage)}\"";

    public static bool Is(Case one) => CaseChanges.AnswersOf(one).Contains(GuideAnswer.ChildImage);

    public static IQueryable<Case> Of(SerjeantDb db) => db.Cases.Where(c => c.GuideAnswers != null && c.GuideAnswers.Contains(Answer));

    /// <summary>The cases where that was not said.</summary>
    public static IQueryable<Case> Others(SerjeantDb db) => db.Cases.Where(c => c.GuideAnswers == null || !c.GuideAnswers.Contains(Answer));

    /// <summary>The case, or one that the message is in.</summary>
    public Task<Case?> OfAsync(long? caseId, long? messageId, CancellationToken cancel) => caseId is null && messageId is null
        ? Task.FromResult<Case?>(null)
        : Of(db).AsNoTracking().Where(c => c.Id == caseId || (messageId != null && db.CaseMessages.Any(m => m.CaseId == c.Id && m.MessageId == messageId)))
            .OrderBy(c => c.Id).FirstOrDefaultAsync(cancel);

    /// <summary>Ends what would still bring something in, inside the change that gives the answer: looks, captures, and what a browser is sending.</summary>
    public async Task StopAsync(Case of, Person by, LedgerWriter ledger, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var exhibits = CaseReader.ExhibitsOf(db, of.Id);
        var watched = await db.ExhibitWatches.Where(w => w.State == WatchState.On).Join(exhibits, w => w.ExhibitId, e => e.Id, (Watch, Exhibit) => new { Watch, Exhibit }).ToListAsync(cancel);
        foreach (var one in watched)
            Watches.Stop(one.Watch, one.Exhibit, by.Id, now, ledger);
        await StopCapturesAsync(db, db.Captures.Where(c => c.CaseId == of.Id || (c.MessageId != null && db.CaseMessages.Any(m => m.CaseId == of.Id && m.MessageId == c.MessageId))), Stopped, now, ledger, cancel);
        await db.BrowserCaptures.Where(c => c.CaseId == of.Id).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Captures that have not ended are ended; one that is under way finds its lease gone and keeps nothing.</summary>
    internal static async Task StopCapturesAsync(SerjeantDb db, IQueryable<Capture> which, string why, DateTimeOffset now, LedgerWriter ledger, CancellationToken cancel)
    {
        foreach (var capture in await which.Where(c => c.State == CaptureState.Queued || c.State == CaptureState.Running).ToListAsync(cancel))
        {
            (capture.State, capture.Outcome, capture.FinishedAt) = (CaptureState.Failed, why, now);
            (capture.LeaseOwner, capture.LeaseUntil) = (null, null);
            ledger.Record("capture.failed", "capture", capture.Id, ("stopped", "yes"));
        }
    }
}
