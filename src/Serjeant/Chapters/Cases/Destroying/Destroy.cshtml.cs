using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.SignIn;
using Serjeant.Data;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Cases.Destroying;

/// <summary>Destroys an exhibit that was sealed off. The first press shows what would go, the second, with its label typed, does it.</summary>
[Needs(Permission.DestroyExhibits)]
[NeedsFresh(ToRead = true)]
public sealed class DestroyModel(SerjeantDb db, Destructions destructions) : DeskPage
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty, Required(ErrorMessage = "Say who told you to destroy it"), StringLength(200, ErrorMessage = "Keep it to 200 characters")]
    public string? InstructedBy { get; set; }

    [BindProperty, Required(ErrorMessage = "Enter their reference"), StringLength(100, ErrorMessage = "Keep it to 100 characters")]
    public string? Reference { get; set; }

    [BindProperty, Required(ErrorMessage = "Say why, in a few words"), StringLength(300, ErrorMessage = "Keep the reason to 300 characters")]
    public string? Why { get; set; }

    [BindProperty]
    public string? Label { get; set; }

    public Exhibit Exhibit { get; private set; } = null!;

    /// <summary>Null when it is not sealed off, or destroyed already.</summary>
    public DestructionPlan? Plan { get; private set; }
    public IReadOnlyList<MadeBackup> Backups { get; private set; } = [];

    /// <summary>Whether the second press is offered.</summary>
    public bool Checked { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await LoadAsync() || Plan is null)
            return NotFound();
        if (!ModelState.IsValid)
            return Invalid();
        Checked = true;
        return Page();
    }

    public async Task<IActionResult> OnPostDestroyAsync()
    {
        if (!await LoadAsync() || Plan is null)
            return NotFound();
        if (!ModelState.IsValid)
            return Invalid();
        Checked = true;
        if (!string.Equals(Label?.Trim(), Exhibit.Label, StringComparison.OrdinalIgnoreCase))
            return Invalid(nameof(Label), $"Type the exhibit’s label, {Exhibit.Label}, to destroy it");
        try
        {
            if (!await destructions.DestroyAsync(Id, Me.Person, new DestructionOrder(InstructedBy!.Trim(), Reference!.Trim(), Why!.Trim()), Cancel))
                return NotFound();
            Notice("Destroyed. The record of it stays. Backups may still hold it: see below.");
        }
        catch (Exception e) when (e is VaultException or IOException or FormatException or DbException)
        {
            Notice($"It is destroyed for this desk, but not all files could be removed yet: {e.Message} The desk tries again at its next start and each day. Tell whoever runs it.");
        }
        return Redirect(CasesLinks.Exhibit(Id));
    }

    private async Task<bool> LoadAsync()
    {
        if (await db.Exhibits.AsNoTracking().SingleOrDefaultAsync(e => e.Id == Id, Cancel) is not { } found)
            return false;
        (Exhibit, Plan) = (found, await destructions.PlanAsync(Id, Cancel));
        Backups = await HoldingAsync(db, found, Cancel);
        return true;
    }

    /// <summary>Backups that were begun after the exhibit was made and not purged since it was destroyed.</summary>
    internal static Task<List<MadeBackup>> HoldingAsync(SerjeantDb db, Exhibit exhibit, CancellationToken cancel) => db.MadeBackups.AsNoTracking()
        .Where(b => b.MadeAt >= exhibit.MadeAt && (exhibit.DestroyedAt == null || (b.MadeAt <= exhibit.DestroyedAt && (b.PurgedAt == null || b.PurgedAt < exhibit.DestroyedAt))))
        .OrderBy(b => b.MadeAt).Take(100).ToListAsync(cancel);
}
