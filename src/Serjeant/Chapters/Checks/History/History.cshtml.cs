using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Checks.History;

/// <summary>What was checked before.</summary>
[Needs(Permission.UseTheDesk)]
public sealed class HistoryModel(SerjeantDb db, CheckListing listing) : DeskPage
{
    [BindProperty(SupportsGet = true)]
    public CheckShow Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Mailbox { get; set; }

    [BindProperty(SupportsGet = true, Name = "at")]
    public int Wanted { get; set; } = 1;

    public CheckPage Checks { get; private set; } = null!;

    /// <summary>Null where another list is shown.</summary>
    public AimedCount? Aimed { get; private set; }
    public MailboxCheck? OfMailbox { get; private set; }
    public IReadOnlyList<MailboxCheck> Mailboxes { get; private set; } = [];
    public IReadOnlyDictionary<long, string> People { get; private set; } = new Dictionary<long, string>();

    public async Task<IActionResult> OnGetAsync()
    {
        ModelState.Clear();
        if (Mailbox is not null && (OfMailbox = await db.MailboxChecks.AsNoTracking().SingleOrDefaultAsync(m => m.Id == Mailbox, Cancel)) is null)
            return NotFound();
        Show = Enum.IsDefined(Show) ? Show : CheckShow.All;
        Checks = await listing.ReadAsync(Me.Person, Show, Words, Mailbox, Wanted, Cancel);
        if (Show == CheckShow.Aimed)
            Aimed = await listing.CountAimedAsync(Me.Person, Words, Mailbox, Cancel);
        if (Mailbox is null)
            Mailboxes = await db.MailboxChecks.AsNoTracking().OrderByDescending(m => m.Id).Take(10).ToListAsync(Cancel);
        People = await db.Users.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.DisplayName, Cancel);
        return Page();
    }

    public string Address(CheckShow show, int page = 1) => ChecksLinks.History() + QueryString.Create(
        new Dictionary<string, string?>
        {
            ["show"] = show == CheckShow.All ? null : show.ToString().ToLowerInvariant(),
            ["words"] = Words,
            ["mailbox"] = Mailbox is null ? null : FormattableString.Invariant($"{Mailbox}"),
            ["at"] = page == 1 ? null : FormattableString.Invariant($"{page}"),
        }.Where(q => !string.IsNullOrEmpty(q.Value)));
}
