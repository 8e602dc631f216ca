using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Data;

namespace Serjeant.Chapters.Checks.Contain;

/// <summary>Begins lists of steps, gives steps to people, and ticks them.</summary>
public sealed class Containments(SerjeantDb db, OfficeChanges changes, TimeProvider time)
{
    public const int LongestWhat = 200;

    /// <param name="whoseId">Whose account or device it is; whoever is there in the office.</param>
    /// <returns>Its id; null where there is no such check or person.</returns>
    public Task<long?> BeginAsync(ContainmentGuide guide, long? checkId, long whoseId, string? what, Person by, CancellationToken cancel) => changes.RunAsync<long?>(by.OfficeId, by.Id, async ledger =>
    {
        var now = time.GetUtcNow();
        if (!await db.Users.AnyAsync(p => p.Id == whoseId && p.OfficeId == by.OfficeId, cancel))
            return null;
        if (checkId is not null)
        {
            if (await db.MessageChecks.VisibleTo(by).SingleOrDefaultAsync(c => c.Id == checkId, cancel) is not { } check)
                return null;
            CheckKeeper.Keep(check, by.Id, now, ledger);
        }
        var begun = new Containment
        {
            OfficeId = by.OfficeId,
            Guide = guide.Id,
            CheckId = checkId,
            What = what?.Trim() is { Length: > 0 } said ? said : null,
            WhoseId = whoseId,
            BegunById = by.Id,
            BegunAt = now,
            Steps = [.. guide.Steps.Select((s, i) => new ContainmentStep { OfficeId = by.OfficeId, Position = i + 1, Step = s.Id, Title = s.Title, Text = s.Text, Usually = s.Who })],
        };
        db.Containments.Add(begun);
        await db.SaveChangesAsync(cancel);
        ledger.Record("containment.begun", "containment", begun.Id, ("guide", guide.Id), ("steps", Text(begun.Steps.Count)), ("whose", Text(whoseId)));
        return begun.Id;
    }, cancel);

    /// <param name="ownerId">Null takes it from whoever had it.</param>
    /// <returns>False where there is no such step or person.</returns>
    public Task<bool> GiveAsync(long id, long stepId, long? ownerId, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await db.ContainmentSteps.SingleOrDefaultAsync(s => s.Id == stepId && s.ContainmentId == id, cancel) is not { } step)
            return false;
        if (ownerId is not null && !await db.Users.AnyAsync(p => p.Id == ownerId && p.OfficeId == by.OfficeId, cancel))
            return false;
        if (step.OwnerId == ownerId)
            return true;
        step.OwnerId = ownerId;
        ledger.Record("containment.step-given", "containment", id, ("step", step.Step), ("to", ownerId is { } owner ? Text(owner) : "nobody"));
        return true;
    }, cancel);

    /// <returns>False where there is no such step.</returns>
    public Task<bool> TickAsync(long id, long stepId, bool done, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        if (await db.Containments.Include(c => c.Steps).SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } all || all.Steps.SingleOrDefault(s => s.Id == stepId) is not { } step)
            return false;
        if (step.DoneAt is not null == done)
            return true;
        var now = time.GetUtcNow();
        (step.DoneAt, step.DoneById) = (done ? now : null, done ? by.Id : null);
        all.FinishedAt = all.Steps.All(s => s.DoneAt is not null) ? now : null;
        ledger.Record(done ? "containment.step-done" : "containment.step-reopened", "containment", id, ("step", step.Step), ("left", Text(all.Steps.Count(s => s.DoneAt is null))));
        return true;
    }, cancel);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
