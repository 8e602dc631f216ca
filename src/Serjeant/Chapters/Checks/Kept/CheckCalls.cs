using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Checks.Kept;

/// <summary>A call as the form sends it.</summary>
public sealed class CallForm
{
    [Required(ErrorMessage = "Say who was called"), StringLength(200, ErrorMessage = "Keep it to 200 characters")]
    public string? Called { get; set; }

    [Required(ErrorMessage = "Say where the number was from"), StringLength(200, ErrorMessage = "Keep it to 200 characters")]
    public string? NumberFrom { get; set; }

    [Required(ErrorMessage = "Say whether they sent it")]
    public bool? Genuine { get; set; }

    [StringLength(500, ErrorMessage = "Keep the note to 500 characters")]
    public string? Note { get; set; }
}

/// <summary>Notes that somebody asked the sender another way, by telephone.</summary>
public sealed class CheckCalls(SerjeantDb db, OfficeChanges changes, TimeProvider time)
{
    /// <returns>False where there is no such check for this person.</returns>
    public Task<bool> AddAsync(long checkId, CallForm form, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await db.MessageChecks.VisibleTo(by).SingleOrDefaultAsync(c => c.Id == checkId, cancel) is not { } check)
            return false;
        var now = time.GetUtcNow();
        CheckKeeper.Keep(check, by.Id, now, ledger);
        var call = new CheckCall
        {
            OfficeId = by.OfficeId,
            CheckId = checkId,
            Called = form.Called!.Trim(),
            NumberFrom = form.NumberFrom!.Trim(),
            Genuine = form.Genuine!.Value,
            Note = form.Note?.Trim(),
            ById = by.Id,
            At = now,
        };
        db.CheckCalls.Add(call);
        ledger.Record("check.verified-by-phone", "check", checkId, ("outcome", call.Genuine ? "genuine" : "not-genuine"));
        ledger.Commit(CheckRemoval.SubjectOf(checkId), "called", call.Called);
        ledger.Commit(CheckRemoval.SubjectOf(checkId), "numberFrom", call.NumberFrom);
        return true;
    }, cancel);

    public async Task<IReadOnlyList<CheckCall>> OfAsync(long checkId, CancellationToken cancel) =>
        await db.CheckCalls.AsNoTracking().Where(c => c.CheckId == checkId).OrderBy(c => c.Id).ToListAsync(cancel);
}
