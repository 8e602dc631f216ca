using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Moderation.Offices;
using Serjeant.Text;

namespace Serjeant.Chapters.Inbox.Judging;

/// <summary>The judge as an office had it at one moment.</summary>
/// <param name="version">That of <see cref="JudgingSettings"/>; 0 for an office that never changed anything.</param>
public sealed class JudgeNow(IJudge judge, OfficeLens lens, int version)
{
    private readonly ContextJudge context = new(judge);

    public int Version => version;

    /// <param name="post">The text of the post that it answers; null where it isn't known.</param>
    public Verdict Judge(FoldedText message, string? post) => lens.Apply(context.Judge(message, post));
}

/// <summary>Each office's own judge: the one that ships, without the categories that the office switched off and with what its decisions taught.</summary>
public sealed class OfficeJudges(SerjeantDb db, IJudge judge)
{
    public async Task<JudgeNow> NowAsync(long officeId, CancellationToken cancel)
    {
        var settings = await Of(officeId).AsNoTracking().SingleOrDefaultAsync(cancel);
        return settings is null ? new JudgeNow(judge, OfficeLens.Clear, 0) : new JudgeNow(judge, await LensAsync(settings, cancel), settings.Version);
    }

    /// <summary>True while the office has changed nothing since. Ask within the change that writes what was judged.</summary>
    public async Task<bool> IsStillAsync(long officeId, JudgeNow now, CancellationToken cancel) =>
        await Of(officeId).Select(s => (int?)s.Version).SingleOrDefaultAsync(cancel) is var version && (version ?? 0) == now.Version;

    /// <summary>What these settings lay over the judge, whether they are in force or only thought of.</summary>
    public async Task<OfficeLens> LensAsync(JudgingSettings settings, CancellationToken cancel) => new(
        CategoryBits.In(settings.Off).ToHashSet(),
        settings.Learns ? Lessons.Of(await OfficeOutcomes.ReadAsync(db, settings.OfficeId, settings.LearnsFrom, cancel)) : Lessons.None);

    // Workers come here for any office.
    private IQueryable<JudgingSettings> Of(long officeId) => db.JudgingSettings.IgnoreQueryFilters(["office"]).Where(s => s.OfficeId == officeId);
}
