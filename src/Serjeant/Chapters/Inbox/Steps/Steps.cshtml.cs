using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Inbox.Steps;

/// <summary>One step to do by hand, with what is safe of its message.</summary>
public sealed record StepLine(long Id, long MessageId, string Who, string? Address, DateTimeOffset SentAt, string? Rule, EvidenceStatus Evidence, DateTimeOffset? DoneAt);

/// <summary>Steps of one kind on one platform: the same guide for all of them.</summary>
public sealed record StepGroup(Platform Platform, DecisionKind Kind, StepGuide Guide, IReadOnlyList<StepLine> Lines);

/// <summary>What was decided and waits to be done on the platforms: a link, the exact steps, and a tick.</summary>
[Needs(Permission.DecideMessages)]
public sealed class StepsModel(SerjeantDb db, StepGuides guides, TickSteps tick, TimeProvider time) : DeskPage
{
    public const int Shown = 100;

    public IReadOnlyList<StepGroup> Groups { get; private set; } = [];
    public int Open { get; private set; }
    public bool ShowsDone { get; private set; }
    public bool AnyWaiting => Groups.Any(g => g.Lines.Any(l => !l.Evidence.MayAct));

    [BindProperty]
    public long[] Step { get; set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostDoneAsync()
    {
        if (Step.Length is 0 or > 1000)
            return await AgainAsync();
        var result = await tick.DoneAsync(Office.Id, Me.Id, Step, Cancel);
        var words = result.Ticked == 1 ? "1 step ticked as done." : $"{result.Ticked:N0} steps ticked as done.";
        Notice(result.TooEarly == 0 ? words : words + $" {result.TooEarly:N0} must wait a few seconds: the evidence is still being kept.");
        return Redirect(InboxLinks.Steps);
    }

    public async Task<IActionResult> OnPostNotDoneAsync()
    {
        if (Step.Length is 0 or > 1000)
            return await AgainAsync();
        var count = await tick.NotDoneAsync(Office.Id, Me.Id, Step, Cancel);
        Notice(count == 1 ? "1 step is to do again." : $"{count:N0} steps are to do again.");
        return Redirect(InboxLinks.Steps);
    }

    private async Task<IActionResult> AgainAsync()
    {
        await LoadAsync();
        return Invalid(nameof(Step), "Choose at least one step");
    }

    private async Task LoadAsync()
    {
        ShowsDone = Request.Query["show"] == "done";
        var steps = db.PlatformSteps.AsNoTracking().Where(s => s.CancelledAt == null);
        Open = await steps.CountAsync(s => s.DoneAt == null, Cancel);
        steps = ShowsDone ? steps.Where(s => s.DoneAt != null).OrderByDescending(s => s.DoneAt).ThenByDescending(s => s.Id)
            : steps.Where(s => s.DoneAt == null).OrderBy(s => s.Id);
        var shown = await steps.Take(Shown).Join(db.Decisions, s => s.DecisionId, d => d.Id, (s, d) => new { Step = s, d.RuleText }).ToListAsync(Cancel);
        var messageIds = shown.Select(s => s.Step.MessageId).Distinct().ToList();
        var messages = await db.Messages.AsNoTracking().Where(m => messageIds.Contains(m.Id))
            .Select(m => new { m.Id, m.SentAt, Who = m.Author!.DisplayName ?? m.Author.Handle }).ToDictionaryAsync(m => m.Id, Cancel);
        var evidence = await EvidenceStatus.OfAsync(db, messageIds, time.GetUtcNow(), Cancel);
        Groups = [.. shown.GroupBy(s => (s.Step.Platform, s.Step.Kind)).Select(g => new StepGroup(
            g.Key.Platform, g.Key.Kind, guides.For(g.Key.Platform, g.Key.Kind),
            [.. g.Select(s => new StepLine(
                s.Step.Id, s.Step.MessageId, Text.Summary.OneLine(messages[s.Step.MessageId].Who ?? "Unknown sender", 80), s.Step.Address,
                messages[s.Step.MessageId].SentAt, s.RuleText, evidence[s.Step.MessageId], s.Step.DoneAt))]))];
    }
}
