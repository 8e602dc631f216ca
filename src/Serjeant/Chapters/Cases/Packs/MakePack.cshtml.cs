using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;
using Serjeant.Shell.Security;

namespace Serjeant.Chapters.Cases.Packs;

/// <summary>Makes the pack for the police, full or redacted; packs that were made can be downloaded again.</summary>
[Needs(Permission.MakePacks)]
public sealed class MakePackModel(SerjeantDb db, CaseReader cases, PackMaker packs, PackDownloads downloads, PackPasswords passwords) : DeskPage
{
    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    [BindProperty]
    public List<long> Exhibits { get; set; } = [];

    [BindProperty] public PackForm Form { get; set; } = PackForm.Full;
    [BindProperty] public PackImages Images { get; set; } = PackImages.Covered;

    /// <summary>Which parts the report has; all, until somebody takes one out.</summary>
    [BindProperty] public List<string> Parts { get; set; } = [];

    [BindProperty]
    public long Pack { get; set; }

    /// <summary>The password of a pack, sealed, as the page that showed it sends it back.</summary>
    [BindProperty]
    public string? Token { get; set; }

    /// <summary>The password that was drawn just now; shown in this answer and never again.</summary>
    public PackPassword? Password { get; private set; }

    public CaseRecord Record { get; private set; } = null!;
    public IReadOnlyList<CaseGap> Gaps { get; private set; } = [];
    public IReadOnlyDictionary<long, int> Copies { get; private set; } = new Dictionary<long, int>();
    public IEnumerable<Exhibit> Free => Record.Exhibits.Where(e => e.SealedOffAt is null);

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        BeginForm();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        var chosen = Free.Where(e => Exhibits.Contains(e.Id)).ToList();
        if (chosen.Count == 0)
            return Invalid(nameof(Exhibits), "Choose at least one exhibit");
        if (!Enum.IsDefined(Form) || !ModelState.IsValid)
            return Invalid(nameof(Form), "Choose the full or the redacted form");
        if (!Enum.IsDefined(Images))
            return Invalid(nameof(Images), "Choose what the report shows of pictures");
        if (chosen.Where(e => ClosedInPart.Contains(e.Id) && (Form == PackForm.Full || !Copies.ContainsKey(e.Id))).Select(e => e.Label).ToList() is { Count: > 0 } closed)
            return Invalid(nameof(Exhibits), $"{string.Join(", ", closed)} can’t go in: a file of it may quote what was sealed off. Where it has redacted copies, they can go into a redacted pack");
        var options = new PackOptions(Form)
        {
            Accounts = Has(nameof(PackOptions.Accounts)),
            Conduct = Has(nameof(PackOptions.Conduct)),
            Words = Has(nameof(PackOptions.Words)),
            Chronology = Has(nameof(PackOptions.Chronology)),
            Images = Images,
        };
        try
        {
            var pack = await packs.MakeAsync(Record, Me.Person, Office, chosen, options, Cancel);
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
        if (!await LoadAsync() || await downloads.FindAsync(Number, Pack, Cancel) is not { } pack)
            return NotFound();
        try
        {
            if (await downloads.OpenAsync(pack, Me.Person, withPassword: false, Cancel) is not { } content)
                return NotFound();
            Response.Sandbox();
            return File(content, MediaTypes.Unknown, pack.FileName);
        }
        catch (Exception e) when (e is VaultException or FileNotFoundException)
        {
            BeginForm();
            return Invalid(nameof(Pack), e.Message);
        }
    }

    /// <summary>Draws a password and shows it, this once.</summary>
    public async Task<IActionResult> OnPostPasswordAsync()
    {
        if (!await LoadAsync() || await downloads.FindAsync(Number, Pack, Cancel) is not { } pack)
            return NotFound();
        BeginForm();
        Password = passwords.Draw(pack.Id, Me.Person);
        return Page();
    }

    public async Task<IActionResult> OnPostSealedAsync()
    {
        if (!await LoadAsync() || await downloads.FindAsync(Number, Pack, Cancel) is not { } pack)
            return NotFound();
        if (passwords.Open(Token, pack.Id, Me.Person) is not { } password)
        {
            BeginForm();
            return Invalid(nameof(Pack), "That password has lapsed. Ask for a new one");
        }
        try
        {
            return await downloads.OpenAsync(pack, Me.Person, withPassword: true, Cancel) is { } content ? new SealedPackResult(pack, content, password) : NotFound();
        }
        catch (Exception e) when (e is VaultException or FileNotFoundException)
        {
            BeginForm();
            return Invalid(nameof(Pack), e.Message);
        }
    }

    /// <summary>The form for a new pack as it first stands: everything, until somebody takes it out. Also beside an answer about a pack that was made.</summary>
    private void BeginForm()
    {
        ModelState.Clear();
        Exhibits = [.. Free.Where(e => !ClosedInPart.Contains(e.Id)).Select(e => e.Id)];
        Parts = [nameof(PackOptions.Accounts), nameof(PackOptions.Conduct), nameof(PackOptions.Words), nameof(PackOptions.Chronology)];
    }

    /// <summary>Exhibits with a file that may quote what was sealed off: they go into no full pack.</summary>
    public IReadOnlyList<long> ClosedInPart { get; private set; } = [];

    /// <summary>Packs that hold an exhibit that was sealed off since, or what may quote one: nobody fetches them.</summary>
    public IReadOnlyList<long> Shut { get; private set; } = [];

    private bool Has(string part) => Parts.Contains(part, StringComparer.Ordinal);

    /// <summary>What is said beside an exhibit: whether a redacted pack holds it back.</summary>
    public string HintOf(Exhibit exhibit) => ClosedInPart.Contains(exhibit.Id)
        ? "A file of it may quote what was sealed off: only redacted copies of its other files can go, into a redacted pack"
        : Copies.GetValueOrDefault(exhibit.Id) is > 0 and var copies
        ? $"{(copies == 1 ? "A redacted copy goes" : "Redacted copies go")} into a redacted pack in its place"
        : "It has no redacted copy, so it goes in whole, into a redacted pack too";

    private async Task<bool> LoadAsync()
    {
        if (await cases.ReadAsync(Number, Cancel) is not { } record)
            return false;
        Record = record;
        Gaps = CaseGaps.Of(record);
        var ids = record.Exhibits.Select(e => e.Id).ToList();
        var marked = SealedMarks.Bytes(db);
        ClosedInPart = await SealedMarks.ClosedInPart(db).Where(e => ids.Contains(e.Id)).Select(e => e.Id).ToListAsync(Cancel);
        Copies = await db.Redactions.Where(r => ids.Contains(r.ExhibitId) && r.RemovedAt == null && !marked.Any(m => m.Hash == r.Hash))
            .GroupBy(r => r.ExhibitId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, Cancel);
        Shut = await PackDownloads.Shut(db).Where(p => p.CaseId == record.Case.Id).Select(p => p.Id).ToListAsync(Cancel);
        return true;
    }
}
