using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Inbox.Judging;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Moderation.Offices;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Plans.Judging;

/// <summary>Lets the office's own decisions count, after showing what that changes; and takes it back.</summary>
[Needs(Permission.ChangeJudging)]
public sealed class LearningModel(SerjeantDb db, JudgingChanges changes, IJudge judge) : DeskPage
{
    public JudgingSettings Settings { get; private set; } = null!;

    /// <summary>How many findings people have had the last word on.</summary>
    public int Decided { get; private set; }

    /// <summary>What the latest messages are with learning, against what they are without it.</summary>
    public JudgingPreview Preview { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        Settings = await JudgingChanges.NowAsync(db, Office.Id, Cancel);
        var outcomes = await OfficeOutcomes.ReadAsync(db, Office.Id, Settings.LearnsFrom, Cancel);
        Decided = outcomes.Count;
        var off = CategoryBits.In(Settings.Off).ToHashSet();
        Preview = await JudgingPreview.OfAsync(
            db, judge, new OfficeLens(off, Lessons.None), new OfficeLens(off, Lessons.Of(outcomes)), QueueSight.Of(Me), Cancel);
    }

    public async Task<IActionResult> OnPostOnAsync() =>
        Say(await changes.LearnAsync(Office.Id, Me.Id, learns: true, Cancel), "Your office’s decisions count from now on. What waits is judged again.");

    public async Task<IActionResult> OnPostOffAsync() =>
        Say(await changes.LearnAsync(Office.Id, Me.Id, learns: false, Cancel), "Learning is off. What waits is judged again without it.");

    public async Task<IActionResult> OnPostForgetAsync() =>
        Say(await changes.ForgetAsync(Office.Id, Me.Id, Cancel), "Learning is off, and what was learned is forgotten. What waits is judged again without it.");

    public async Task<IActionResult> OnPostAgainAsync() =>
        Say(await changes.AgainAsync(Office.Id, Me.Id, Cancel), "What waits is judged again.");

    private IActionResult Say(bool changed, string done)
    {
        Notice(changed ? done : "It was so already. Nothing is changed.");
        return Redirect(PlansLinks.Judging);
    }
}
