using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Plans.Judging;

/// <summary>What a manager changes about how the office's messages are judged. Each change is in the ledger and has what waits judged again.</summary>
public sealed class JudgingChanges(SerjeantDb db, OfficeChanges changes, TimeProvider time)
{
    public static async Task<JudgingSettings> NowAsync(SerjeantDb db, long officeId, CancellationToken cancel) =>
        await db.JudgingSettings.AsNoTracking().SingleOrDefaultAsync(s => s.OfficeId == officeId, cancel) ?? new JudgingSettings { OfficeId = officeId };

    /// <returns>False when it is so already.</returns>
    public Task<bool> SwitchAsync(long officeId, long personId, Category category, bool off, CancellationToken cancel) =>
        ChangeAsync(officeId, personId, off ? "judging.category-off" : "judging.category-on", category.Id(), settings =>
        {
            if (settings.IsOff(category) == off)
                return false;
            settings.Off ^= CategoryBits.Of(category);
            return true;
        }, cancel);

    /// <returns>False when it is so already.</returns>
    public Task<bool> LearnAsync(long officeId, long personId, bool learns, CancellationToken cancel) =>
        ChangeAsync(officeId, personId, learns ? "judging.learning-on" : "judging.learning-off", null, settings =>
        {
            var changed = settings.Learns != learns;
            settings.Learns = learns;
            return changed;
        }, cancel);

    /// <summary>Switches learning off, and what was decided until now teaches nothing any more.</summary>
    public Task<bool> ForgetAsync(long officeId, long personId, CancellationToken cancel) =>
        ChangeAsync(officeId, personId, "judging.learning-forgotten", null, settings =>
        {
            (settings.Learns, settings.LearnsFrom) = (false, time.GetUtcNow());
            return true;
        }, cancel);

    /// <summary>Has what waits judged again, with what was learned since.</summary>
    public Task<bool> AgainAsync(long officeId, long personId, CancellationToken cancel) =>
        ChangeAsync(officeId, personId, "judging.again-asked", null, _ => true, cancel);

    private Task<bool> ChangeAsync(
        long officeId, long personId, string action, string? category, Func<JudgingSettings, bool> change, CancellationToken cancel) =>
        changes.RunAsync(officeId, personId, async ledger =>
        {
            var settings = await db.JudgingSettings.SingleOrDefaultAsync(s => s.OfficeId == officeId, cancel);
            if (settings is null)
                db.JudgingSettings.Add(settings = new JudgingSettings { OfficeId = officeId });
            if (!change(settings))
            {
                db.ChangeTracker.Clear();
                return false;
            }
            settings.Version++;
            await AskAsync(officeId, cancel);
            var data = new List<(string, string)> { ("version", FormattableString.Invariant($"{settings.Version}")) };
            if (category is not null)
                data.Add(("category", category));
            ledger.Record(action, "office", officeId, [.. data]);
            return true;
        }, cancel);

    private async Task AskAsync(long officeId, CancellationToken cancel)
    {
        var work = await db.Rejudgings.SingleOrDefaultAsync(r => r.OfficeId == officeId, cancel);
        if (work is null)
            db.Rejudgings.Add(work = new Rejudging { OfficeId = officeId });
        (work.AskedAt, work.FinishedAt, work.Position, work.Judged, work.Changed) = (time.GetUtcNow(), null, 0, 0, 0);
        work.Total = await db.Messages.CountAsync(m => m.State == MessageState.Waiting, cancel);
    }
}
