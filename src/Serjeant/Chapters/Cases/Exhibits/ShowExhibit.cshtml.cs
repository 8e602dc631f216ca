using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.Destroying;
using Serjeant.Chapters.Cases.Redacting;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.Packs;
using Serjeant.Chapters.Cases.TimeStamps;
using Serjeant.Chapters.Cases.Watching;
using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Outside.Chromium;
using Serjeant.Outside.Pictures;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;
using Serjeant.Shell.Security;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>One exhibit: what it is, what it can show and what it can't, its files and who had them. Nothing of it is rendered.</summary>
[Needs(Permission.SeeEvidence)]
public sealed partial class ShowExhibitModel(SerjeantDb db, ExhibitAccess access, OfficeVault vaults, TimeStampQueue stamps, Watches watches, SealingOff sealing, AuthorProofQueue authors) : DeskPage
{
    [BindProperty(SupportsGet = true)] public long Id { get; set; }
    [BindProperty] public long FileId { get; set; }
    [BindProperty] public string? Why { get; set; }
    [BindProperty] public string? ToWhom { get; set; }
    [BindProperty] public long StampId { get; set; }
    [BindProperty] public long ProofId { get; set; }

    public Exhibit Exhibit { get; private set; } = null!;

    /// <summary>Of signed files whose keys were not asked for when they were sealed.</summary>
    public IReadOnlyList<AuthorProofRetry> Proofs { get; private set; } = [];

    public IReadOnlyList<ExhibitTimestamp> Stamps { get; private set; } = [];

    /// <summary>Whether the office asks anybody for time-stamps.</summary>
    public bool AsksAuthority { get; private set; }
    public StampsView StampsView => new("The exhibit", Stamps, AsksAuthority, Me.Can(Permission.ManageOffice), Works && Exhibit is { SealedOffAt: null, Files.Count: > 0 }, Exhibit.SealedOffAt is null);

    /// <summary>Null where nobody ever started one.</summary>
    public ExhibitWatch? Watch { get; private set; }
    public IReadOnlyList<WatchLook> Looks { get; private set; } = [];
    public bool IsLoose => Exhibit is { CaseId: null, MessageId: null, Source: ExhibitSource.Upload };
    public bool CaseIsClosed { get; private set; }

    /// <summary>Whether its address can be looked at again at all.</summary>
    public bool CanBeWatched => Exhibit is { SealedOffAt: null, Source: not ExhibitSource.Look } && Watches.SiteOf(Exhibit.Address) is not null;
    public IReadOnlyList<Redaction> Copies { get; private set; } = [];
    public IReadOnlyList<CustodyEntry> Custody { get; private set; } = [];
    public IReadOnlyDictionary<long, string> People { get; private set; } = new Dictionary<long, string>();
    public int? CaseNumber { get; private set; }

    /// <summary>Who destroyed it and why; null where it is not destroyed.</summary>
    public Destruction? Destruction { get; private set; }

    /// <summary>Where it is destroyed: backups that still hold it.</summary>
    public IReadOnlyList<MadeBackup> Backups { get; private set; } = [];

    /// <summary>Null when it can't be read; the page says so.</summary>
    public ExhibitManifest? Manifest { get; private set; }

    public ExhibitStatement Says => ExhibitStatement.Of(Exhibit, Manifest, Stamps.Any(s => s.TokenHash != null));

    /// <summary>The words of the file that was asked for.</summary>
    public string? Shown { get; private set; }

    /// <summary>The drawn copy of the picture that was asked for.</summary>
    public ShownPicture? Picture { get; private set; }
    public string? ShownPath { get; private set; }
    public bool Works => Me.Can(Permission.WorkCases);

    /// <summary>The way on is a person's own browser, for whoever may pair one.</summary>
    public bool WantsSignIn => Me.Can(Permission.PairBrowsers) && AsksForSignIn(Exhibit);

    /// <summary>What is kept is that the site asked this server for a sign-in.</summary>
    public static bool AsksForSignIn(Exhibit exhibit) => exhibit is { Source: ExhibitSource.ServerCapture, Outcome: nameof(CaptureOutcome.LoginWall) };

    public static bool IsText(ExhibitFile file) =>
        file.MediaType.StartsWith("text/plain", StringComparison.Ordinal) || file.MediaType is "application/json" or "message/rfc822" or "text/csv";

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ? Page() : NotFound();

    public async Task<IActionResult> OnPostShowAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        if (Exhibit.Files.SingleOrDefault(f => f.Id == FileId) is not { } file || !(IsText(file) || Redactable.IsPicture(file)))
            return NotFound();
        if (Reason() is not { } why)
            return Invalid(nameof(Why), "The reason must be 300 characters or fewer");
        try
        {
            if (IsText(file))
                Shown = await access.ShowTextAsync(Id, FileId, Me.Person, why, Cancel);
            else
                Picture = await access.ShowPictureAsync(Id, FileId, Me.Person, why, Cancel);
        }
        catch (Exception e) when (e is VaultException or FileNotFoundException or ChromiumUnavailableException)
        {
            return Invalid(nameof(FileId), e.Message);
        }
        catch (PictureException e)
        {
            return Invalid(nameof(FileId), $"{e.Message}. Download it to look at it");
        }
        if (Shown is null && Picture is null)
            return NotFound();
        ShownPath = file.Path;
        return await LoadAsync() ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostDownloadAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        if (Reason() is not { } why)
            return Invalid(nameof(Why), "The reason must be 300 characters or fewer");
        try
        {
            if (await access.DownloadAsync(Id, FileId, Me.Person, why, Cancel) is not { } opened)
                return NotFound();
            // Whatever it is, the browser must not run or show it as a page of ours.
            Response.Sandbox();
            var name = ExhibitLabel.AsFolder(opened.Exhibit.Label) + " " + Path.GetFileName(opened.File.Path);
            return File(opened.Content, MediaTypes.Unknown, name);
        }
        catch (Exception e) when (e is VaultException or FileNotFoundException)
        {
            return Invalid(nameof(FileId), e.Message);
        }
    }

    public async Task<IActionResult> OnPostHandOverAsync()
    {
        if (!Works)
            return Forbid();
        if (!await LoadAsync())
            return NotFound();
        if (ToWhom?.Trim() is not { Length: > 0 and <= 300 } to)
            return Invalid(nameof(ToWhom), "Say to whom and why, in up to 300 characters");
        if (!await access.HandOverAsync(Id, Me.Person, to, Cancel))
            return NotFound();
        Notice("Written in the custody log.");
        return Redirect(CasesLinks.Exhibit(Id));
    }

    public Task<IActionResult> OnPostWatchAsync() => WatchAsync(watches.StartAsync, "It is watched from now on. Looks that find something else show here and on the timeline.");

    public Task<IActionResult> OnPostUnwatchAsync() => WatchAsync(watches.StopAsync, "It is not watched any more.");

    public Task<IActionResult> OnPostLookAsync() => WatchAsync(watches.LookNowAsync, "A look is asked for. It takes a minute or more: a site is not asked twice in a row.");

    public async Task<IActionResult> OnPostStampAsync()
    {
        if (!Works)
            return Forbid();
        if (!await stamps.AgainAsync(Id, null, Me.Person, Cancel))
            return NotFound();
        Notice(await db.TimestampAuthorities.AnyAsync(Cancel) ? TimeStampQueue.AskedNow : TimeStampQueue.AskedLater);
        return Redirect(CasesLinks.Exhibit(Id));
    }

    public Task<IActionResult> OnPostTokenAsync() => SendAsync(nameof(StampId), () => access.DownloadStampAsync(Id, StampId, Me.Person, Cancel));

    public Task<IActionResult> OnPostProofAsync() => SendAsync(nameof(ProofId), () => access.DownloadProofAsync(Id, ProofId, Me.Person, Cancel));

    private async Task<IActionResult> SendAsync(string field, Func<Task<(string Name, Stream Content)?>> open)
    {
        try
        {
            if (await open() is not { } opened)
                return NotFound();
            Response.Sandbox();
            return File(opened.Content, MediaTypes.Unknown, opened.Name);
        }
        catch (Exception e) when (e is VaultException or FileNotFoundException)
        {
            return await LoadAsync() ? Invalid(field, e.Message) : NotFound();
        }
    }

    private async Task<IActionResult> WatchAsync(Func<long, Person, CancellationToken, Task<bool>> change, string done)
    {
        if (!Works)
            return Forbid();
        if (!await change(Id, Me.Person, Cancel))
            return NotFound();
        Notice(done);
        return Redirect(CasesLinks.Exhibit(Id) + "#watching");
    }

    private string? Reason() => Why is { Length: > 300 } ? null : string.IsNullOrWhiteSpace(Why) ? "To work on the case" : Why.Trim();

    private async Task<bool> LoadAsync()
    {
        var found = await db.Exhibits.AsNoTracking().Include(e => e.Files.OrderBy(f => f.Path)).SingleOrDefaultAsync(e => e.Id == Id, Cancel);
        if (found is null)
            return false;
        Exhibit = found;
        Custody = await db.CustodyEntries.AsNoTracking().Where(c => c.ExhibitId == Id).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(200).ToListAsync(Cancel);
        People = await CaseReader.NamesAsync(db, Cancel);
        Watch = await db.ExhibitWatches.AsNoTracking().SingleOrDefaultAsync(w => w.ExhibitId == Id, Cancel);
        Looks = await db.WatchLooks.AsNoTracking().Where(l => l.WatchedId == Id).OrderByDescending(l => l.At).ThenByDescending(l => l.Id).Take(50).ToListAsync(Cancel);
        var file = await db.Cases
            .Where(c => c.Id == found.CaseId || (found.MessageId != null && db.CaseMessages.Any(m => m.CaseId == c.Id && m.MessageId == found.MessageId)))
            .Select(c => new { c.Number, c.State }).FirstOrDefaultAsync(Cancel);
        (CaseNumber, CaseIsClosed) = (file?.Number, file?.State == CaseState.Closed);
        Proofs = await db.AuthorProofRetries.AsNoTracking().Where(r => r.ExhibitId == Id).OrderBy(r => r.Id).ToListAsync(Cancel);
        Stamps = await db.ExhibitTimestamps.AsNoTracking().Where(t => t.ExhibitId == Id && t.RedactionId == null).OrderBy(t => t.Id).ToListAsync(Cancel);
        Copies = await db.Redactions.AsNoTracking().Where(r => r.ExhibitId == Id).OrderBy(r => r.Number).ToListAsync(Cancel);
        if (Works && found.SealedOffAt is null)
            SameBytes = await sealing.SameBytesAsync(found, Cancel);
        else if (Works && found.DestroyedAt is null)
            SameAddress = await sealing.SameAddressAsync(found, Cancel);
        if (found.SealedOffAt is null)
            Closed = await SealedMarks.ClosedOfAsync(db, [.. found.Files.Select(f => f.Hash), .. Copies.Select(c => c.Hash)], Cancel);
        AsksAuthority = await db.TimestampAuthorities.AnyAsync(Cancel);
        Manifest = await SealedManifest.ReadAsync(vaults, found, Cancel);
        if (found.DestroyedAt is null)
            return true;
        // A later look that went with its exhibit has no row of its own.
        Destruction = await db.Destructions.AsNoTracking().Include(d => d.Blobs).SingleOrDefaultAsync(d => d.ExhibitId == Id, Cancel);
        Backups = await DestroyModel.HoldingAsync(db, found, Cancel);
        return true;
    }
}
