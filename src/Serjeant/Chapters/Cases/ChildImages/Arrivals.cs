using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.ChildImages;

/// <summary>Why something is not kept.</summary>
/// <param name="Why">In words for whoever sends it. It quotes nothing from outside.</param>
/// <param name="Mark">What it was known by; null where its case takes nothing.</param>
/// <param name="CaseId">The case that takes nothing.</param>
public sealed record ArrivalRefusal(string Why, SealedMark? Mark, long? CaseId)
{
    /// <summary>Why, and where it is taken instead.</summary>
    public string Told => $"{Why}. {ChildImageWords.Route}";
}

/// <summary>It may show the abuse of a child, so nothing of it is kept.</summary>
public sealed class ArrivalRefusedException(ArrivalRefusal refusal) : Exception(refusal.Why)
{
    public ArrivalRefusal Refusal { get; } = refusal;
}

/// <summary>
/// Judges what comes in, whichever way: nothing goes into a case that may concern an image of child abuse, and what was sealed off is not kept a second time.
/// </summary>
public sealed class Arrivals(SerjeantDb db, SealedMarks marks, ChildImageCases cases, TimeProvider time)
{
    /// <returns>Null when the case takes what comes.</returns>
    public async Task<ArrivalRefusal?> OfCaseAsync(long? caseId, long? messageId, CancellationToken cancel) =>
        await cases.OfAsync(caseId, messageId, cancel) is { } found
            ? new($"{CasesLinks.Name(found.Number)} may concern a picture of the sexual abuse of a child, so nothing more is kept in it", null, found.Id)
            : null;

    /// <returns>Null when nothing that was kept of the address was sealed off.</returns>
    public async Task<ArrivalRefusal?> OfAddressAsync(string? address, CancellationToken cancel) => await marks.OfAddressAsync(address, cancel) is { } mark
        ? new($"What was kept of this address was sealed off as {await LabelAsync(mark, cancel)}, because it may show the abuse of a child. Nothing more of it is kept", mark, null)
        : null;

    public async Task<ArrivalRefusal?> OfBytesAsync(IReadOnlyList<string> hashes, CancellationToken cancel) => await marks.OfBytesAsync(hashes, cancel) is { } mark
        ? new($"The same file was sealed off here with {await LabelAsync(mark, cancel)}, because it may show the abuse of a child. It is not kept again", mark, null)
        : null;

    /// <summary>What would open or keep an address for a case.</summary>
    public async Task<ArrivalRefusal?> OfPageAsync(long? caseId, long? messageId, string? address, string? profileAddress, CancellationToken cancel) =>
        await OfCaseAsync(caseId, messageId, cancel) ?? await OfAddressAsync(address, cancel) ?? await OfAddressAsync(profileAddress, cancel);

    /// <summary>
    /// What would become an exhibit. A message's own words are in the inbox already: they are refused only where their original is a file that was sealed off.
    /// </summary>
    internal async Task<ArrivalRefusal?> OfAsync(ExhibitDraft draft, CancellationToken cancel) =>
        (ExhibitSources.OfMessages.Contains(draft.Source) ? null : await OfPageAsync(draft.CaseId, draft.MessageId, draft.Address, draft.ProfileAddress, cancel))
        ?? await OfBytesAsync([.. draft.Files.Select(f => f.Blob.Sha256)], cancel);

    /// <summary>Writes a refusal down, inside a change: in the ledger, and in the custody log of the exhibit that it was known by.</summary>
    /// <param name="way">How it came.</param>
    internal async Task EnterAsync(ArrivalRefusal refusal, string way, long? caseId, Person by, LedgerWriter ledger, CancellationToken cancel)
    {
        if (refusal.Mark is not { } mark)
        {
            ledger.Record("arrival.refused", "case", refusal.CaseId!.Value, ("way", way));
            return;
        }
        var into = caseId is null ? null : await db.Cases.Where(c => c.Id == caseId).Select(c => (int?)c.Number).SingleOrDefaultAsync(cancel);
        db.CustodyEntries.Add(new CustodyEntry
        {
            OfficeId = by.OfficeId,
            ExhibitId = mark.ExhibitId,
            Act = CustodyAct.CameAgain,
            Why = $"{(mark.Kind == SealedMarkKind.Bytes ? "The same file" : "The same address")}: {way.ToLowerInvariant()}{(into is { } number ? " for " + CasesLinks.Name(number) : "")}",
            ById = by.Id,
            At = time.GetUtcNow(),
            HashBefore = mark.Kind == SealedMarkKind.Bytes ? mark.Hash : null,
        });
        ledger.Record("arrival.refused", "exhibit", mark.ExhibitId, ("way", way), (mark.Kind == SealedMarkKind.Bytes ? "sha256" : "address-sha256", mark.Hash),
            ("case", into?.ToString(CultureInfo.InvariantCulture) ?? "none"));
    }

    private async Task<string> LabelAsync(SealedMark mark, CancellationToken cancel) =>
        await db.Exhibits.Where(e => e.Id == mark.ExhibitId).Select(e => e.Label).SingleAsync(cancel);
}
