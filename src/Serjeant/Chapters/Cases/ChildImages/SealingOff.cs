using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Destroying;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.ChildImages;

/// <summary>
/// Closes an exhibit to everybody, for good, because it may show the abuse of a child: with its later looks, and with every other exhibit of the office
/// that holds one of its files. What kept the same address is closed on a press of its own, since other things can stand there.
/// </summary>
public sealed class SealingOff(SerjeantDb db, OfficeChanges changes, SealedMarks marks, DestructionRemoval removal, SealedQuotes quotes, MessageRemoval messages, TimeProvider time)
{
    /// <summary>The most exhibits that are named.</summary>
    private const int Most = 200;

    /// <returns>How many exhibits are sealed off now that were open before; null when there is no such exhibit here.</returns>
    public Task<int?> SealAsync(long exhibitId, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
        await db.Exhibits.SingleOrDefaultAsync(e => e.Id == exhibitId, cancel) is { } exhibit
            ? await SealAsync(exhibit, null, by, ledger, cancel)
            : (int?)null, cancel);

    /// <summary>Seals off what else was kept of a sealed-off exhibit's address.</summary>
    /// <returns>How many; null when there is no such exhibit here, or it is not sealed off.</returns>
    public Task<int?> SealAddressAsync(long exhibitId, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await db.Exhibits.SingleOrDefaultAsync(e => e.Id == exhibitId && e.SealedOffAt != null, cancel) is not { } exhibit)
            return (int?)null;
        var shut = 0;
        foreach (var other in await SameAddressAsync(exhibit, cancel))
            shut += await SealAsync(other, $"It was kept of the same address as {exhibit.Label}, or of an answer to it", by, ledger, cancel);
        return shut;
    }, cancel);

    /// <summary>Other exhibits that one press seals off with this one: they hold one of its files.</summary>
    public async Task<IReadOnlyList<Exhibit>> SameBytesAsync(Exhibit exhibit, CancellationToken cancel)
    {
        var hashes = await marks.BytesOfAsync(removal.WithLooks(exhibit.Id), cancel);
        var own = await removal.WithLooks(exhibit.Id).Select(e => e.Id).ToListAsync(cancel);
        return await db.Exhibits.Where(e => !own.Contains(e.Id) && e.SealedOffAt == null && (db.ExhibitFiles.Any(f => f.ExhibitId == e.Id && hashes.Contains(f.Hash))
            || db.Redactions.Any(r => r.ExhibitId == e.Id && hashes.Contains(r.Hash)))).OrderBy(e => e.Id).ToListAsync(cancel);
    }

    /// <summary>Other exhibits that are open and were kept of its address, or of the pages of what answers its message, which show it as well; not later looks, which go with theirs.</summary>
    public async Task<IReadOnlyList<Exhibit>> SameAddressAsync(Exhibit exhibit, CancellationToken cancel) =>
        [.. (await OfAddressAsync(exhibit, cancel)).Concat(await OfAnswersAsync(exhibit, cancel)).DistinctBy(e => e.Id).Take(Most)];

    private async Task<List<Exhibit>> OfAnswersAsync(Exhibit exhibit, CancellationToken cancel)
    {
        if (await SealedParent.Of(db.Messages.Where(m => m.Id == exhibit.MessageId)).SingleOrDefaultAsync(cancel) is not { } parent)
            return [];
        var answers = parent.AnswersIn(db);
        return await db.Exhibits.Where(e => e.SealedOffAt == null && (e.Source == ExhibitSource.ServerCapture || e.Source == ExhibitSource.Browser) && answers.Any(m => m.Id == e.MessageId))
            .OrderBy(e => e.Id).Take(Most).ToListAsync(cancel);
    }

    private async Task<IEnumerable<Exhibit>> OfAddressAsync(Exhibit exhibit, CancellationToken cancel)
    {
        if (SealedMarks.CoreOf(exhibit.Address) is not { } core)
            return [];
        var likely = await db.Exhibits.Where(e => e.Id != exhibit.Id && e.SealedOffAt == null && e.Source != ExhibitSource.Look && e.Address != null && e.Address.Contains(core))
            .OrderBy(e => e.Id).ToListAsync(cancel);
        return likely.Where(e => SealedMarks.CoreOf(e.Address) == core);
    }

    private async Task<int> SealAsync(Exhibit exhibit, string? why, Person by, LedgerWriter ledger, CancellationToken cancel)
    {
        await marks.AddAsync(exhibit, removal.WithLooks(exhibit.Id), cancel);
        var shut = await CloseAsync(exhibit.Id, exhibit.Id, why, $"With {exhibit.Label}", by, ledger, cancel);
        foreach (var other in await SameBytesAsync(exhibit, cancel))
        {
            var same = $"It holds the same file as {exhibit.Label}";
            shut += await CloseAsync(other.Id, exhibit.Id, same, same, by, ledger, cancel);
        }
        await StopCapturesAsync(exhibit, ledger, cancel);
        return shut;
    }

    /// <summary>One exhibit and its later looks: they show the same.</summary>
    private async Task<int> CloseAsync(long exhibitId, long pressed, string? why, string whyLooks, Person by, LedgerWriter ledger, CancellationToken cancel)
    {
        var open = await removal.WithLooks(exhibitId).Where(e => e.SealedOffAt == null).OrderBy(e => e.Id).ToListAsync(cancel);
        foreach (var one in open)
        {
            var now = time.GetUtcNow();
            one.SealedOffAt = now;
            db.CustodyEntries.Add(new CustodyEntry
            {
                OfficeId = by.OfficeId,
                ExhibitId = one.Id,
                Act = CustodyAct.SealedOff,
                Why = one.Id == exhibitId ? why : whyLooks,
                ById = by.Id,
                At = now,
                HashBefore = one.ManifestHash,
                HashAfter = one.ManifestHash,
            });
            if (one.Id == pressed)
                ledger.Record("exhibit.sealed-off", "exhibit", one.Id, ("label", one.Label));
            else
                ledger.Record("exhibit.sealed-off", "exhibit", one.Id, ("label", one.Label), ("with", pressed.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            if (await db.ExhibitWatches.SingleOrDefaultAsync(w => w.ExhibitId == one.Id && w.State == WatchState.On, cancel) is { } watch)
                Watching.Watches.Stop(watch, one, by.Id, now, ledger);
            if (one.MessageId is not { } message)
                continue;
            await quotes.ForgetAsync(message, one, by.Id, ledger, cancel);
            // The exhibit holds the message whole; the inbox, the search and every export have no word of it from here on.
            if (ExhibitSources.OfMessages.Contains(one.Source))
                await messages.EmptyAsync(message, $"Sealed off as exhibit {one.Label}. Nobody can read it here.", cancel);
        }
        await db.SaveChangesAsync(cancel);
        return open.Count;
    }

    private async Task StopCapturesAsync(Exhibit exhibit, LedgerWriter ledger, CancellationToken cancel)
    {
        if (SealedMarks.CoreOf(exhibit.Address) is not { } core)
            return;
        var waiting = await db.Captures.Where(c => (c.State == CaptureState.Queued || c.State == CaptureState.Running) && c.Address.Contains(core)).Select(c => new { c.Id, c.Address }).ToListAsync(cancel);
        var same = waiting.Where(c => SealedMarks.CoreOf(c.Address) == core).Select(c => c.Id).ToList();
        await ChildImageCases.StopCapturesAsync(
            db, db.Captures.Where(c => same.Contains(c.Id)), $"Stopped: what was kept of this address was sealed off as {exhibit.Label}.", time.GetUtcNow(), ledger, cancel);
    }
}
