using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Cases.Reports;

/// <summary>What to say or paste, filled in from the case (S51, S53).</summary>
[Needs(Permission.WorkCases)]
public sealed class TextsModel(CaseReader cases, SerjeantDb db) : DeskPage
{
    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    /// <summary>yes for a page made for paper.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Paper { get; set; }

    public CaseRecord Record { get; private set; } = null!;
    public string Text { get; private set; } = "";
    public IReadOnlyList<OfficeContact> Contacts { get; private set; } = [];

    public string Heading => Kind switch
    {
        "police" => "What to say to the police",
        "platform" => "What to write to the platform",
        _ => "What to write to Report Harmful Content",
    };

    public ReportTo To => Kind switch
    {
        "police" => ReportTo.Police101,
        "platform" => ReportTo.Platform,
        _ => ReportTo.ReportHarmfulContent,
    };

    public async Task<IActionResult> OnGetAsync()
    {
        if (Kind is not ("police" or "platform" or "harmful-content") || await cases.ReadAsync(Number, Cancel) is not { } record)
            return NotFound();
        Record = record;
        Contacts = await db.OfficeContacts.AsNoTracking()
            .Where(c => c.Kind == ContactKind.PoliceForce || c.Kind == ContactKind.BridgerOrFord).OrderBy(c => c.Kind).ToListAsync(Cancel);
        var texts = new ReportTexts(record, new ReportWriter(Me.Name, Office), await ReportContext.ReadAsync(db, record, Cancel));
        Text = Kind switch
        {
            "police" => texts.Police(),
            "platform" => texts.Platform(),
            _ => texts.HarmfulContent(),
        };
        return Page();
    }
}
