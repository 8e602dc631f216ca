using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Outside.Exports;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Inbox.Import;

/// <summary>One file on its way: checked first, then coming in, then what became of it.</summary>
[Needs(Permission.BringMessagesIn)]
public sealed class ImportPageModel(SerjeantDb db, ImportJobs jobs, ImportSpool spool) : DeskPage
{
    public const int ProblemsShown = 100;

    [BindProperty]
    public DraftForm Draft { get; set; } = new();

    /// <summary>How many problems to leave out at the head of the list.</summary>
    [BindProperty(SupportsGet = true, Name = "from")]
    public int ProblemsFrom { get; set; }

    public ImportJob Job { get; private set; } = null!;
    public DetectedExport? Found { get; private set; }
    public ImportJob? Earlier { get; private set; }
    public IReadOnlyList<ImportProblem> Problems { get; private set; } = [];
    public int ProblemsListed { get; private set; }

    public bool IsOnItsWay => Job.State is ImportState.Queued or ImportState.Running;
    public bool IsFromCommandLine => Job.SpoolPath.Length == 0;

    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (!await LoadAsync(id))
            return NotFound();
        ModelState.Clear();
        if (Job.State == ImportState.Draft)
            return await LookAsync(new ReadOptions());
        return Page();
    }

    /// <summary>The same page again with the columns as they were just chosen.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(long id) =>
        await LoadDraftAsync(id) ? await LookAsync(Chosen()) : NotFound();

    public async Task<IActionResult> OnPostStartAsync(long id)
    {
        if (!await LoadDraftAsync(id))
            return NotFound();
        await LookAsync(Chosen());
        if (Found is null || Found.Fault is not null)
            return Invalid();
        var mapping = Found.NeedsMapping ? Draft.Mapping() : null;
        if (mapping is not null && (mapping[MessageField.Text] is not { } text || !Found.Columns.Contains(text)))
            return Invalid("Draft.Map[Text]", "Say which column holds the text of the message.");
        await jobs.StartAsync(Office.Id, Me.Id, id, mapping, Draft.Options(), Cancel);
        return Redirect(InboxLinks.Import(id));
    }

    public async Task<IActionResult> OnPostDiscardAsync(long id)
    {
        if (!await jobs.DiscardAsync(id, Cancel))
            return NotFound();
        Notice("The file was thrown away. Nothing came in.");
        return Redirect(InboxLinks.BringIn);
    }

    public async Task<IActionResult> OnPostStopAsync(long id)
    {
        if (!await LoadAsync(id))
            return NotFound();
        if (await jobs.StopAsync(id, Cancel))
            Notice("It stops in a moment. What came in stays.");
        return Redirect(InboxLinks.Import(id));
    }

    public async Task<IActionResult> OnPostResumeAsync(long id)
    {
        if (!await LoadAsync(id) || IsFromCommandLine)
            return NotFound();
        await jobs.ResumeAsync(id, Cancel);
        return Redirect(InboxLinks.Import(id));
    }

    private async Task<bool> LoadAsync(long id)
    {
        if (await db.ImportJobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, Cancel) is not { } job)
            return false;
        Job = job;
        var problems = db.ImportProblems.AsNoTracking().Where(p => p.ImportJobId == id);
        ProblemsListed = await problems.CountAsync(Cancel);
        ProblemsFrom = Math.Clamp(ProblemsFrom, 0, ProblemsListed);
        Problems = await problems.OrderBy(p => p.Id).Skip(ProblemsFrom).Take(ProblemsShown).ToListAsync(Cancel);
        return true;
    }

    private async Task<bool> LoadDraftAsync(long id) => await LoadAsync(id) && Job.State == ImportState.Draft;

    private ReadOptions Chosen()
    {
        var mapping = Draft.Mapping();
        var options = Draft.Options();
        return new ReadOptions
        {
            Mapping = mapping.Columns.Count == 0 ? null : mapping,
            Platform = options.Platform,
            Kind = options.Kind,
            Account = options.Account,
            OwnNames = options.OwnNames,
            Zone = TimeZoneInfo.FindSystemTimeZoneById(options.Zone),
        };
    }

    private async Task<IActionResult> LookAsync(ReadOptions options)
    {
        Earlier = await jobs.EarlierAsync(Job, Cancel);
        if (spool.Find(Job) is not { } path)
        {
            ModelState.AddModelError("", "The file isn't on this machine any more. Throw this away and send it again.");
            return Page();
        }
        try
        {
            using var source = ExportSource.Open(path, Job.FileName);
            Found = await ExportDetector.DetectAsync(source, options, Cancel);
        }
        catch (ExportRefusedException e)
        {
            ModelState.AddModelError("", e.Message);
            return Page();
        }
        if (Draft.Map.Count == 0 && Found.Suggested is { } suggested)
            Draft.Map = suggested.Columns.ToDictionary(c => c.Key.ToString(), c => (string?)c.Value);
        return Page();
    }
}
