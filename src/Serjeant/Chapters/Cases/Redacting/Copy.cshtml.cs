using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Outside.Chromium;
using Serjeant.Outside.Pictures;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;
using Serjeant.Shell.Security;

namespace Serjeant.Chapters.Cases.Redacting;

/// <summary>One redacted copy: what it was made from, a look at it, and the way to take it out of use.</summary>
[Needs(Permission.SeeEvidence)]
public sealed class CopyModel(SerjeantDb db, ExhibitAccess access, PictureRedrawer pictures, Redactions redactions) : DeskPage
{
    private const int ShownWidth = 1400;

    [BindProperty(SupportsGet = true)] public long Id { get; set; }
    [BindProperty(SupportsGet = true)] public int Number { get; set; }
    [BindProperty] public string? Why { get; set; }

    public Redaction Copy { get; private set; } = null!;
    public string Label { get; private set; } = "";
    public IReadOnlyDictionary<long, string> People { get; private set; } = new Dictionary<long, string>();
    public ShownPicture? Picture { get; private set; }
    public string? Text { get; private set; }
    public bool Works => Me.Can(Permission.WorkCases);

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ? Page() : NotFound();

    public async Task<IActionResult> OnPostShowAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        try
        {
            if (await access.OpenCopyAsync(Id, Number, Me.Person, CustodyAct.Viewed, Cancel) is not { } opened)
                return NotFound();
            await using var content = opened.Content;
            var bytes = new byte[Copy.Bytes];
            await content.ReadExactlyAsync(bytes, Cancel);
            if (Copy.MediaType == "image/png")
                Picture = await pictures.ShowAsync(bytes, ShownWidth, veiled: false, Cancel);
            else
                Text = Encoding.UTF8.GetString(bytes).Replace("\0", "\u2400");
            return Page();
        }
        catch (Exception e) when (e is VaultException or FileNotFoundException or PictureException or ChromiumUnavailableException)
        {
            return Invalid(nameof(Number), e.Message.TrimEnd('.'));
        }
    }

    public async Task<IActionResult> OnPostDownloadAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        try
        {
            if (await access.OpenCopyAsync(Id, Number, Me.Person, CustodyAct.Downloaded, Cancel) is not { } opened)
                return NotFound();
            Response.Sandbox();
            return File(opened.Content, MediaTypes.Unknown, $"{ExhibitLabel.AsFolder(Label)} redacted {Number} {Copy.Path}");
        }
        catch (Exception e) when (e is VaultException or FileNotFoundException)
        {
            return Invalid(nameof(Number), e.Message.TrimEnd('.'));
        }
    }

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        if (!Works)
            return Forbid();
        if (!await LoadAsync())
            return NotFound();
        if (Why?.Trim() is not { Length: > 0 and <= 300 } why)
            return Invalid(nameof(Why), "Say why, in up to 300 characters");
        if (!await redactions.RemoveAsync(Id, Number, Me.Person, why, Cancel))
            return NotFound();
        Notice("Out of use. It is kept, and no pack takes it any more.");
        return Redirect(CasesLinks.Exhibit(Id) + "#copies");
    }

    private async Task<bool> LoadAsync()
    {
        var exhibit = await db.Exhibits.AsNoTracking().SingleOrDefaultAsync(e => e.Id == Id && e.SealedOffAt == null, Cancel);
        var copy = await db.Redactions.AsNoTracking().SingleOrDefaultAsync(r => r.ExhibitId == Id && r.Number == Number, Cancel);
        if (exhibit is null || copy is null)
            return false;
        (Label, Copy) = (exhibit.Label, copy);
        People = await db.Users.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.DisplayName, Cancel);
        return true;
    }
}
