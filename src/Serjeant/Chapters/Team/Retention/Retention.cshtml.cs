using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.SignIn;
using Serjeant.Data;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Team.Retention;

/// <summary>How long things are kept, what would go now, and a button that lets it go.</summary>
[Needs(Permission.ManageRetention)]
[NeedsFresh]
public sealed class RetentionModel(SerjeantDb db, OfficeChanges changes, RetentionPreview preview, RetentionRun run) : DeskPage
{
    [BindProperty]
    public List<DaysInput> Keep { get; set; } = [];

    [BindProperty]
    public bool Sure { get; set; }

    public IReadOnlyList<DueOutcome> Due { get; private set; } = [];
    public int DueInAll => Due.Sum(d => d.Count);

    public async Task OnGetAsync()
    {
        var days = await db.RetentionRules.AsNoTracking().ToDictionaryAsync(r => r.Outcome, r => r.Days, Cancel);
        Keep = [.. RetentionWords.All.Select(r => new DaysInput { Outcome = r.Outcome, Days = days.GetValueOrDefault(r.Outcome, r.Days) })];
        Due = await preview.ReadAsync(Cancel);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Keep.Select(k => k.Outcome).SequenceEqual(RetentionWords.All.Select(r => r.Outcome)))
            return BadRequest();
        if (!ModelState.IsValid)
        {
            Due = await preview.ReadAsync(Cancel);
            return Invalid();
        }
        await changes.RunAsync(Me.OfficeId, Me.Id, async ledger =>
        {
            await db.RetentionRules.ExecuteDeleteAsync(Cancel);
            db.RetentionRules.AddRange(Keep.Select(k => new RetentionRule { OfficeId = Me.OfficeId, Outcome = k.Outcome, Days = k.Days!.Value }));
            ledger.Record("office.retention-set", "office", Me.OfficeId,
                [.. Keep.Select(k => (k.Outcome.ToString(), k.Days!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)))]);
        }, Cancel);
        Notice("The rules are saved. Look at what would go now.");
        return Redirect(TeamLinks.Retention());
    }

    public async Task<IActionResult> OnPostRunAsync()
    {
        ModelState.Clear();
        if (!Sure)
        {
            await OnGetAsync();
            if (DueInAll == 0)
            {
                Notice("Nothing is past its time any more.");
                return Redirect(TeamLinks.Retention());
            }
            return Invalid(nameof(Sure), "Tick the box to say that you have looked at the list");
        }
        try
        {
            var done = await run.RunAsync(Me.OfficeId, Me.Id, Cancel);
            Notice($"Deleted: {done.Messages} messages, {done.Cases} cases, {done.Checks} checks, {done.Files} files of evidence.");
        }
        catch (VaultException problem)
        {
            Notice($"The rows are deleted, but files of evidence are still there: {problem.Message} They are tried again each day.");
        }
        return Redirect(TeamLinks.Retention());
    }
}
