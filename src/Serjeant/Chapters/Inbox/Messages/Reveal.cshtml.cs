using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Chapters.Plans.Protocol;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Inbox.Messages;

/// <summary>Somebody asks for a covered text. It is counted, so it is a POST; a script gets the text alone, others the message's page.</summary>
[Needs(Permission.SeeMessages)]
public sealed class RevealModel(SerjeantDb db, Uncover uncover) : DeskPage
{
    /// <summary>Kept for the one page after the press: loading that page again covers the text again.</summary>
    public const string UncoveredKey = "uncovered";

    public UncoveredText Text { get; private set; } = null!;

    public IActionResult OnGet(long id) => Redirect(InboxLinks.Message(id));

    public async Task<IActionResult> OnPostAsync(long id)
    {
        var sight = QueueSight.Of(Me);
        var message = await db.Messages.AsNoTracking().Include(m => m.Findings).SingleOrDefaultAsync(m => m.Id == id, Cancel);
        if (message is null || !sight.MayKnowOf(message))
            return NotFound();
        if (!sight.MayRead(message.CategoryBits, message.Language))
            return Forbid();
        await uncover.NoteAsync(Office, Me.Id, id, Cancel);
        if (!Request.Headers.ContainsKey("HX-Request"))
        {
            TempData[UncoveredKey] = id.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Redirect(InboxLinks.Message(id));
        }
        var people = await db.Users.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.DisplayName, Cancel);
        Text = UncoveredText.Of(message, await RuleBook.LoadAsync(db, Cancel), await uncover.DoseAsync(Office, Me.Id, Cancel),
            people.NameOf);
        return Page();
    }
}
