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
public sealed class AuthorModel(SerjeantDb db, AuthorLinking linking) : DeskPage
{
    public Author Author { get; private set; } = null!;
    public bool IsOpen { get; private set; }
    public AuthorFigures Figures { get; private set; } = null!;
    public IReadOnlyList<SuspectedLink> Links { get; private set; } = [];
    public IReadOnlyList<QueueRow> Rows { get; private set; } = [];
    public SentCursor? Older { get; private set; }
    public bool IsFirstPage { get; private set; } = true;

    /// <summary>Together with the accounts that are suspected to be the same person.</summary>
    public bool Together { get; private set; }
    public bool MayLink => Me.Can(Permission.DecideMessages);
    public bool MaySeeCases => Me.Can(Permission.SeeCases);
    public IReadOnlyList<Author> Shown { get; private set; } = [];

    [BindProperty]
    public LinkForm Link { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(long id) => await LoadAsync(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostLinkAsync(long id)
    {
        if (!await LoadAsync(id) || (MayLink && !IsOpen))
            return NotFound();
        if (!MayLink)
            return Forbid();
        if (Link.Read(ModelState) is not { } said)
            return Invalid();
        switch (await linking.LinkAsync(Office.Id, Me.Id, id, said.Platform, said.Handle, said.Reason, Cancel))
        {
            case LinkProblem.NoSuchAccount:
                return Invalid("Link.Handle", "There is no account of that name with a finding or a case");
            case LinkProblem.SameAccount:
                return Invalid("Link.Handle", "That is this account. Write the other one’s user name");
            case LinkProblem.AlreadyLinked:
                return Invalid("Link.Handle", "These two are linked already");
        }
        Notice("Linked, as suspected.");
        return Redirect(InboxLinks.Author(id));
    }

    public async Task<IActionResult> OnPostUnlinkAsync(long id, long link)
    {
        if (!await LoadAsync(id))
            return NotFound();
        if (!MayLink)
            return Forbid();
        if (!IsOpen || !await linking.UndoAsync(Office.Id, Me.Id, id, link, Cancel))
            return NotFound();
        Notice("The link is undone.");
        return Redirect(InboxLinks.Author(id));
    }

    private async Task<bool> LoadAsync(long id)
    {
        var sight = QueueSight.Of(Me);
        var author = await db.Authors.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, Cancel);
        if (author is null || !await sight.Of(db.Messages.Where(m => m.AuthorId == id)).AnyAsync(Cancel))
            return false;
        (Author, Shown) = (author, [author]);
        IsOpen = sight.Abuse && await AuthorAccess.IsOpenAsync(db, id, Cancel);
        if (!IsOpen)
            return true;
        Links = await SuspectedLinks.OfAsync(db, id, Cancel);
        Together = Request.Query["together"] == "1" && Links.Any(l => l is { Stands: true, Other: not null });
        if (Together)
            Shown = [author, .. Links.Where(l => l.Stands).Select(l => l.Other).OfType<Author>()];
        var ids = Shown.Select(a => a.Id).ToList();
        var sent = db.Messages.Where(m => ids.Contains(m.AuthorId));
        Figures = await AuthorFigures.LoadAsync(db, sent, OfficeTime.Zone(Office.TimeZone), Cancel);
        var before = SentCursor.Parse(Request.Query["before"]);
        IsFirstPage = before is null;
        var page = await AuthorSent.FindAsync(sent, before, Cancel);
        Older = page.Older;
        Rows = await QueueRows.LoadAsync(db, page.Ids, await RuleBook.LoadAsync(db, Cancel), sight, Me.Id, Cancel);
        return true;
    }
}
