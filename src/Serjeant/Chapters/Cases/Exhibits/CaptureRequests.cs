using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>Asks for a page to be captured; a worker does it and makes the exhibit.</summary>
public sealed class CaptureRequests(SerjeantDb db, OfficeChanges changes, Arrivals arrivals, TimeProvider time)
{
    /// <exception cref="ArrivalRefusedException">It may show the abuse of a child: nobody opens it.</exception>
    /// <param name="noProfileWhy">Why no profile page is asked for; null when one is.</param>
    public Task<Capture> AskAsync(
        Case to, Person by, string address, string? profileAddress, string? noProfileWhy, long? messageId, CancellationToken cancel) =>
        changes.RunAsync(by.OfficeId, by.Id, ledger => AskAsync(to.Id, by, address, profileAddress, noProfileWhy, messageId, ledger, cancel), cancel);

    /// <summary>The same inside a change that is under way, also without a case.</summary>
    /// <param name="askedAt">The time of the decision that asks for it; null for now.</param>
    /// <exception cref="ArrivalRefusedException">As above.</exception>
    internal async Task<Capture> AskAsync(
        long? caseId, Person by, string address, string? profileAddress, string? noProfileWhy, long? messageId, LedgerWriter ledger, CancellationToken cancel,
        DateTimeOffset? askedAt = null)
    {
        if (await arrivals.OfPageAsync(caseId, messageId, address, profileAddress, cancel) is { } refusal)
            throw new ArrivalRefusedException(refusal);
        var capture = new Capture
        {
            OfficeId = by.OfficeId,
            CaseId = caseId,
            MessageId = messageId,
            Address = address,
            ProfileAddress = profileAddress,
            NoProfileWhy = noProfileWhy,
            State = CaptureState.Queued,
            AskedById = by.Id,
            AskedAt = askedAt ?? time.GetUtcNow(),
        };
        db.Captures.Add(capture);
        await db.SaveChangesAsync(cancel);
        ledger.Record("capture.asked", "capture", capture.Id, ("profile", profileAddress is null ? "no" : "yes"));
        ledger.Commit(caseId is { } id ? $"case:{id}" : $"capture:{capture.Id}", "address", address);
        return capture;
    }
}
