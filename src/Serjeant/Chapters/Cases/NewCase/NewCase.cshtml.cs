using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Cases.Sharing;
using Serjeant.Data;
using Serjeant.Shell.Access;

namespace Serjeant.Chapters.Cases.NewCase;

/// <summary>Opens a case. The question of danger and 999 come on a screen of their own, before any form (S49).</summary>
[Needs(Permission.WorkCases)]
public sealed class NewCaseModel(SerjeantDb db, CaseOpening opening, LooseExhibits loose) : CaseForm
{
    /// <summary>Ids with commas between them.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Messages { get; set; }

    /// <summary>An exhibit that is in no case yet and goes into this one.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Exhibit { get; set; }

    /// <summary>Its label; null where there is none, or none that is free.</summary>
    public string? ExhibitLabel { get; private set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Batch { get; set; }

    /// <summary>yes or no; null until it has been answered.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Danger { get; set; }

    [BindProperty]
    public bool Called999 { get; set; }

    /// <summary>The pages of the messages are captured too; ticked unless somebody unticks it.</summary>
    [BindProperty]
    public bool KeepPages { get; set; }

    public bool IsDanger => Danger == "yes";
    public bool IsAnswered => Danger is "yes" or "no";
    public int MessageCount { get; private set; }
    public IReadOnlyList<OfficeContact> Contacts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        ModelState.Clear();
        KeepPages = true;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var messages = await LoadAsync();
        if (!IsAnswered || !IsSound())
            return Invalid();
        var (opened, gaps, pages) = await opening.OpenAsync(Me.Person, Facts(), IsDanger, Called999, messages, KeepPages, Cancel);
        if (ExhibitLabel is not null)
            await loose.PlaceAsync(Exhibit!.Value, opened.Number, Me.Person, Cancel);
        var open = $"{CasesLinks.Name(opened.Number)} is open.";
        var missing = gaps.Count == 0 ? null : $"{CaseWords.Count(gaps.Count, "message")} could not be kept as evidence: the case shows which.";
        Notice(string.Join(' ', new[] { open, missing, PagesWords(pages) }.OfType<string>()));
        return Redirect(CasesLinks.Guide(opened.Number));
    }

    private static string? PagesWords(PagesAsked pages) => (pages.Asked, pages.Left) switch
    {
        (0, _) => null,
        (1, _) => "Its post and the account’s page are being kept.",
        (var asked, 0) => $"{asked} posts and their accounts’ pages are being kept.",
        var (asked, left) => $"The worst {asked} posts and their accounts’ pages are being kept. {left:N0} more wait for your word, in the case.",
    };

    /// <summary>This page again with the question answered.</summary>
    public string Answered(string danger) =>
        CasesLinks.New() + QueryString.Create(
            new Dictionary<string, string?> { ["danger"] = danger, ["messages"] = Messages, ["batch"] = Batch?.ToString("D"), ["exhibit"] = Exhibit?.ToString(System.Globalization.CultureInfo.InvariantCulture) }
                .Where(q => !string.IsNullOrEmpty(q.Value)));

    private async Task<IReadOnlyList<long>> LoadAsync()
    {
        Contacts = await db.OfficeContacts.AsNoTracking().OrderBy(c => c.Kind).ThenBy(c => c.Name).ToListAsync(Cancel);
        ExhibitLabel = Exhibit is { } exhibit ? await loose.All.Where(e => e.Id == exhibit).Select(e => e.Label).SingleOrDefaultAsync(Cancel) : null;
        var ids = (Messages ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(t => long.TryParse(t, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0).Distinct().Take(CasesLinks.MostInAddress).ToList();
        var found = ids.Count == 0 && Batch is null ? [] : await opening.MessagesOfAsync(ids, Batch, Cancel);
        MessageCount = found.Count;
        return found;
    }
}
