using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Outside.Capture;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Watching;

/// <summary>Somebody else concluded the look; nothing of this one is kept.</summary>
public sealed class LookLostException : Exception;

/// <summary>Judges what a look saw, keeps it as a small exhibit beside the one that was looked at, and sets the watch's next time.</summary>
public sealed class WatchKeeper(SerjeantDb db, OfficeChanges changes, OfficeVault vaults, ExhibitMaker maker, KeptWords kept, TimeProvider time)
{
    /// <exception cref="LookLostException">The watch is not held by <paramref name="owner"/> any more.</exception>
    public async Task KeepAsync(ExhibitWatch watch, Exhibit of, CaptureResult result, string owner, CancellationToken cancel)
    {
        await using var vault = await vaults.OpenAsync(watch.OfficeId, cancel);
        var before = await kept.ReadAsync(vault, of, cancel);
        var post = await PageAsync(result, result.Post, cancel);
        var profile = result.Profile is { } facts ? await PageAsync(result, facts, cancel) : null;
        var finding = WatchJudge.Judge(before, post, profile);
        var look = new WatchLook
        {
            OfficeId = watch.OfficeId,
            WatchedId = of.Id,
            At = result.Post.At,
            Verdict = finding.Verdict.ToString(),
            What = finding.What,
            Status = result.Post.Status,
            TextHash = result.Files.SingleOrDefault(f => f.Path == "post/text.txt")?.Sha256,
        };
        var files = await CapturedFiles.SealAsync(vault, result, cancel);
        var number = watch.Looks + 1;
        var draft = new ExhibitDraft(
            string.Create(CultureInfo.InvariantCulture, $"watch:{watch.Id}:{number}"), ExhibitSource.Look, Provenance.SeenByServer,
            WatchWords.Title(of, finding.Verdict, look.At - of.MadeAt), look.Verdict)
        {
            Label = ExhibitLabel.OfLook(of.Label, number),
            Files = files,
            CaseId = of.CaseId,
            MessageId = of.MessageId,
            Address = of.Address,
            ProfileAddress = of.ProfileAddress,
            ProfileGap = result.Profile switch
            {
                { Outcome: CaptureOutcome.Captured or CaptureOutcome.Partial } => null,
                { } there => CaptureWords.Of(there),
                null => of.ProfileGap ?? "The account’s own page was not looked at.",
            },
            // A page that came may still be the one that says that the post is gone.
            SeenSignedOut = WatchWords.IsUp(look.Verdict) == true ? true : null,
            Captures = result.Pages,
            Notes = [$"A later look at exhibit {of.Label}, made by itself. {finding.What}", "It is a small capture: the first screen, the words and the facts."],
        };
        await maker.MakeAsync(vault, watch.OfficeId, watch.StartedById, draft, async (exhibit, ledger) =>
        {
            look.ExhibitId = exhibit.Id;
            await ConcludeAsync(watch, of, look, exhibit.Label, owner, ledger, cancel);
        }, cancel);
    }

    /// <summary>Each time the program ended before the look did: it is not begun for ever.</summary>
    public Task GiveUpAsync(ExhibitWatch watch, Exhibit of, string owner, CancellationToken cancel) => changes.RunAsync(watch.OfficeId, null, ledger =>
        ConcludeAsync(watch, of, new WatchLook
        {
            OfficeId = watch.OfficeId,
            WatchedId = of.Id,
            At = time.GetUtcNow(),
            Verdict = nameof(WatchVerdict.CannotTell),
            What = string.Create(CultureInfo.InvariantCulture, $"The look was begun {watch.Tries} times, and each time the program ended before it did."),
        }, null, owner, ledger, cancel), cancel);

    /// <summary>Nothing of the address may be opened any more.</summary>
    public Task StopAsync(ExhibitWatch watch, Exhibit of, string owner, CancellationToken cancel) => changes.RunAsync(watch.OfficeId, null, async ledger =>
    {
        if (await db.ExhibitWatches.SingleOrDefaultAsync(w => w.Id == watch.Id && w.LeaseOwner == owner, cancel) is { } held)
            Watches.Stop(held, of, null, time.GetUtcNow(), ledger);
    }, cancel);

    private async Task ConcludeAsync(ExhibitWatch watch, Exhibit of, WatchLook look, string? label, string owner, LedgerWriter ledger, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var next = WatchPlan.Next(watch.StartedAt, now);
        var tries = await db.ExhibitWatches.Where(w => w.Id == watch.Id).Select(w => w.Tries).SingleOrDefaultAsync(cancel);
        var ended = await db.ExhibitWatches
            .Where(w => w.Id == watch.Id && w.LeaseOwner == owner && w.State == WatchState.On && w.Looks == watch.Looks
                && db.Exhibits.Any(e => e.Id == w.ExhibitId && e.SealedOffAt == null))
            .ExecuteUpdateAsync(set => set
                .SetProperty(w => w.Looks, w => w.Looks + 1).SetProperty(w => w.Tries, 0).SetProperty(w => w.Problem, (string?)null)
                .SetProperty(w => w.State, next is null ? WatchState.Done : WatchState.On)
                .SetProperty(w => w.NextLookAt, next ?? now), cancel);
        if (ended != 1)
            throw new LookLostException(); // and the exhibit is not made either
        look.Tries = tries;
        db.WatchLooks.Add(look);
        db.CustodyEntries.Add(new CustodyEntry
        {
            OfficeId = of.OfficeId,
            ExhibitId = of.Id,
            Act = CustodyAct.LookedAgain,
            // No words of the page: this log outlives the exhibit.
            Why = WatchWords.Verdict(look.Verdict) + (label is null ? "" : $". Kept as {label}"),
            ById = CustodyEntry.TheProgram,
            At = now,
            HashBefore = of.ManifestHash,
            HashAfter = of.ManifestHash,
        });
        ledger.Record("watch.looked", "exhibit", of.Id, ("label", of.Label), ("verdict", look.Verdict));
    }

    private static async Task<LookedAtPage> PageAsync(CaptureResult result, CaptureFacts page, CancellationToken cancel)
    {
        var path = Path.Combine(result.Folder, page.Folder, "text.txt");
        return new LookedAtPage(page, File.Exists(path) ? await File.ReadAllTextAsync(path, Encoding.UTF8, cancel) : null);
    }
}
