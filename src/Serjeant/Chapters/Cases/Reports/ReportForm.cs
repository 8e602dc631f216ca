using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Serjeant.Data;
using Serjeant.Shell.Components;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Cases.Reports;

/// <summary>The fields that logging and updating a report share.</summary>
public abstract class ReportForm(TimeProvider time) : DeskPage
{
    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    [BindProperty, StringLength(200, ErrorMessage = "The force or platform must be 200 characters or fewer")]
    public string? Recipient { get; set; }

    [BindProperty, StringLength(200, ErrorMessage = "The officer must be 200 characters or fewer")]
    public string? Officer { get; set; }

    [BindProperty, StringLength(100, ErrorMessage = "The reference must be 100 characters or fewer")]
    public string? Reference { get; set; }

    [BindProperty]
    public DateOnly? MadeOn { get; set; }

    [BindProperty]
    public string? MadeAt { get; set; }

    [BindProperty]
    public DateOnly? ChaseOn { get; set; }

    [BindProperty, StringLength(4_000, ErrorMessage = "What you told them must be 4,000 characters or fewer")]
    public string? Text { get; set; }

    [BindProperty, StringLength(2_000, ErrorMessage = "The answer must be 2,000 characters or fewer")]
    public string? Outcome { get; set; }

    protected TimeZoneInfo Zone => OfficeTime.Zone(Office.TimeZone);

    protected DateTimeOffset Now => time.GetUtcNow();

    protected DateOnly Today => DateOnly.FromDateTime(OfficeTime.Local(Now, Zone).DateTime);

    /// <summary>The entry, or null with the errors in ModelState.</summary>
    protected ReportEntry? Entry(ReportTo to)
    {
        if (string.IsNullOrWhiteSpace(Recipient))
            ModelState.AddModelError(nameof(Recipient), to == ReportTo.Platform ? "Enter the platform" : "Enter who you reported it to");
        var made = OfficeMoment.From(MadeOn, MadeAt, Zone);
        if (MadeOn is null && !ModelState.Any(m => m.Key.StartsWith(nameof(MadeOn), StringComparison.Ordinal) && m.Value?.Errors.Count > 0))
            ModelState.AddModelError(nameof(MadeOn), "Enter the date of the report");
        else if (made is null && MadeOn is not null)
            ModelState.AddModelError(nameof(MadeAt), "Enter a time such as 14:30");
        else if (made > Now.AddMinutes(5))
            ModelState.AddModelError(nameof(MadeOn), "The report must not be in the future");
        if (ChaseOn < MadeOn)
            ModelState.AddModelError(nameof(ChaseOn), "The day to chase must not be before the report");
        return !ModelState.IsValid ? null : new ReportEntry(to, Recipient!.Trim(), made!.Value)
        {
            Officer = Clean(Officer),
            Reference = Clean(Reference),
            Text = Clean(Text),
            Outcome = Clean(Outcome),
            ChaseOn = ChaseOn,
        };
    }

    protected void FillMade(DateTimeOffset made)
    {
        var local = OfficeTime.Local(made, Zone);
        (MadeOn, MadeAt) = (DateOnly.FromDateTime(local.DateTime), local.ToString("HH:mm", CultureInfo.InvariantCulture));
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
