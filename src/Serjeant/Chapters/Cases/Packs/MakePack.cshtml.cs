using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;
using Serjeant.Shell.Security;

namespace Serjeant.Chapters.Cases.Packs;

/// <summary>One press makes the pack for the police; packs that were made can be downloaded again.</summary>
[Needs(Permission.MakePacks)]
public sealed class MakePackModel(CaseReader cases, PackMaker packs) : DeskPage
{
    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    [BindProperty]
    public List<long> Exhibits { get; set; } = [];

    [BindProperty]
    public long Pack { get; set; }

    public CaseRecord Record { get; private set; } = null!;
    public IReadOnlyList<CaseGap> Gaps { get; private set; } = [];
    public IEnumerable<Exhibit> Free => Record.Exhibits.Where(e => e.SealedOffAt is null);

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        ModelState.Clear();
        Exhibits = [.. Free.Select(e => e.Id)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        var chosen = Free.Where(e => Exhibits.Contains(e.Id)).ToList();
        if (chosen.Count == 0)
            return Invalid(nameof(Exhibits), "Choose at least one exhibit");
        try
        {
            var pack = await packs.MakeAsync(Record, Me.Person, Office, chosen, Cancel);
            Notice("The pack is ready.");
            return Redirect(CasesLinks.Pack(Number) + FormattableString.Invariant($"#pack-{pack.Id}"));
        }
        catch (PackFailedException e)
        {
            return Invalid(nameof(Exhibits), e.Message);
        }
    }

    public async Task<IActionResult> OnPostDownloadAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        try
        {
            if (await packs.DownloadAsync(Number, Pack, Me.Person, Cancel) is not { } found)
                return NotFound();
            Response.Sandbox();
            return File(found.Content, MediaTypes.Unknown, found.Pack.FileName);
        }
        catch (Exception e) when (e is VaultException or FileNotFoundException)
        {
            return Invalid(nameof(Pack), e.Message);
        }
    }

    private async Task<bool> LoadAsync()
    {
        if (await cases.ReadAsync(Number, Cancel) is not { } record)
            return false;
        Record = record;
        Gaps = CaseGaps.Of(record);
        return true;
    }
}
