using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Chapters.Plans.Protocol;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Components;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Inbox.Authors;

/// <summary>One account: what it sent over time, if there is a reason to look. Nothing can be exported from here.</summary>
[Needs(Permission.SeeMessages)]
public sealed class AuthorModel(SerjeantDb db) : DeskPage
{
    public Author Author { get; private set; } = null!;
    public bool IsOpen { get; private set; }
    public IReadOnlyList<QueueRow> Rows { get; private set; } = [];
    public int Messages { get; private set; }
    public DateTimeOffset? First { get; private set; }
    public DateTimeOffset? Last { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id)
    {
        var sight = QueueSight.Of(Me);
        var sent = sight.Of(db.Messages.Where(m => m.AuthorId == id));
        var author = await db.Authors.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, Cancel);
        if (author is null || !await sent.AnyAsync(Cancel))
            return NotFound();
        Author = author;
        IsOpen = sight.Abuse && await AuthorAccess.IsOpenAsync(db, id, Cancel);
        if (!IsOpen)
            return Page();
        Messages = await sent.CountAsync(Cancel);
        First = await sent.MinAsync(m => (DateTimeOffset?)m.SentAt, Cancel);
        Last = await sent.MaxAsync(m => (DateTimeOffset?)m.SentAt, Cancel);
        var rules = await RuleBook.LoadAsync(db, Cancel);
        var ids = await sent.OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Id).Take(QueuePager.Size).Select(m => m.Id).ToListAsync(Cancel);
        Rows = await QueueRows.LoadAsync(db, ids, rules, sight, Me.Id, Cancel);
        return Page();
    }
}
