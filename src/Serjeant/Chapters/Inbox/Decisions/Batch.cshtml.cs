using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Chapters.Plans.Protocol;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Inbox.Decisions;

/// <summary>One press: what was decided with it, and taking it back.</summary>
[Needs(Permission.SeeMessages)]
public sealed class BatchModel(SerjeantDb db, UndoDecision undo) : DeskPage
{
    public const int Shown = 50;

    public Decision First { get; private set; } = null!;
    public string By { get; private set; } = "";
    public int Count { get; private set; }
    public int StillStanding { get; private set; }
    public IReadOnlyList<QueueRow> Rows { get; private set; } = [];
    public bool MayDecide => Me.Can(Permission.DecideMessages);

    public async Task<IActionResult> OnGetAsync(Guid batch)
    {
        var decisions = db.Decisions.AsNoTracking().Where(d => d.BatchId == batch);
        var sight = QueueSight.Of(Me);
        var ids = await sight.Of(db.Messages.Where(m => decisions.Any(d => d.MessageId == m.Id)))
            .OrderByDescending(m => m.Rank).ThenBy(m => m.Id).Take(Shown).Select(m => m.Id).ToListAsync(Cancel);
        if (ids.Count == 0)
            return NotFound();
        First = await decisions.OrderBy(d => d.Id).FirstAsync(Cancel);
        Count = await decisions.CountAsync(Cancel);
        StillStanding = await decisions.CountAsync(d => d.UndoneAt == null, Cancel);
        By = await db.Users.Where(p => p.Id == First.DecidedById).Select(p => p.DisplayName).FirstOrDefaultAsync(Cancel) ?? "Somebody who left";
        Rows = await QueueRows.LoadAsync(db, ids, await RuleBook.LoadAsync(db, Cancel), sight, Me.Id, Cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid batch, [FromForm] string? back)
    {
        if (!MayDecide)
            return Forbid();
        if (await undo.RunAsync(Office.Id, Me.Id, batch, Cancel) is not { } result)
            return NotFound();
        Notice(DecisionWords.Of(result));
        return Redirect(back is not null && Url.IsLocalUrl(back) ? back : InboxLinks.Queue);
    }
}
