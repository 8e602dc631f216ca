using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Cases.TimeStamps;
using Serjeant.Data;
using Serjeant.Outside.Pictures;
using Serjeant.Shell.Access;
using Serjeant.Shell.Security;

namespace Serjeant.Chapters.Cases.Redacting;

/// <summary>One redacted copy: what it was made from, a look at it, and the way to take it out of use.</summary>
[Needs(Permission.SeeEvidence)]
public sealed class CopyModel(SerjeantDb db, ExhibitAccess access, PictureRedrawer pictures, Redactions redactions, TimeStampQueue stamps) : RedactingPage(db, pictures)
{
    [BindProperty(SupportsGet = true)] public int Number { get; set; }
    [BindProperty] public string? Why { get; set; }
    [BindProperty] public long StampId { get; set; }

    public Redaction Copy { get; private set; } = null!;
    public string Label => Exhibit.Label;
    public StampsView Stamps { get; private set; } = null!;
    public IReadOnlyDictionary<long, string> People { get; private set; } = new Dictionary<long, string>();
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
            await ShowAsync(await ReadAsync(opened.Content, Copy.Bytes), isPicture: Copy.MediaType == "image/png");
            return Page();
        }
        catch (Exception e) when (IsSayable(e))
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
        catch (Exception e) when (IsSayable(e))
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

    public async Task<IActionResult> OnPostStampAsync()
    {
        if (!Works)
            return Forbid();
        if (!await LoadAsync() || !await stamps.AgainAsync(Id, Number, Me.Person, Cancel))
            return NotFound();
        Notice(Stamps.AsksAuthority ? TimeStampQueue.AskedNow : TimeStampQueue.AskedLater);
        return Redirect(CasesLinks.Copy(Id, Number));
    }

    public async Task<IActionResult> OnPostTokenAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        try
        {
            if (await access.DownloadStampAsync(Id, StampId, Me.Person, Cancel) is not { } opened)
                return NotFound();
            Response.Sandbox();
            return File(opened.Content, MediaTypes.Unknown, opened.Name);
        }
        catch (Exception e) when (IsSayable(e))
        {
            return Invalid(nameof(Number), e.Message.TrimEnd('.'));
        }
    }

    private async Task<bool> LoadAsync()
    {
        if (!await LoadExhibitAsync() || await Db.Redactions.AsNoTracking().SingleOrDefaultAsync(r => r.ExhibitId == Id && r.Number == Number, Cancel) is not { } copy)
            return false;
        Copy = copy;
        var stamped = await Db.ExhibitTimestamps.AsNoTracking().Where(t => t.ExhibitId == Id && t.RedactionId == copy.Id).OrderBy(t => t.Id).ToListAsync(Cancel);
        Stamps = new StampsView("This copy", stamped, await Db.TimestampAuthorities.AnyAsync(Cancel), Me.Can(Permission.ManageOffice), Works, CanDownload: true);
        People = await Db.Users.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.DisplayName, Cancel);
        return true;
    }
}
