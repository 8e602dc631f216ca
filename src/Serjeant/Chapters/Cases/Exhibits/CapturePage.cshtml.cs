using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Inbox.Steps;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>A post and the account's own page, or the reason why not (S46, S47).</summary>
[Needs(Permission.WorkCases)]
public sealed class CapturePageModel(SerjeantDb db, CaseReader cases, CaptureRequests requests, Arrivals arrivals) : DeskPage
{
    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    /// <summary>The message that it is about, if it came from one.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Message { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? ProfileAddress { get; set; }

    [BindProperty, StringLength(300, ErrorMessage = "The reason must be 300 characters or fewer")]
    public string? NoProfileWhy { get; set; }

    /// <summary>Why nothing is captured for the case or the message, in place of the form; null when it may be.</summary>
    public ArrivalRefusal? Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await cases.FindAsync(Number, Cancel) is not { } found)
            return NotFound();
        ModelState.Clear();
        Refused = await arrivals.OfCaseAsync(found.Id, Message, Cancel);
        if (Message is not null)
        {
            var message = await db.Messages.AsNoTracking().Include(m => m.Author).SingleOrDefaultAsync(m => m.Id == Message, Cancel);
            if (message is null)
                return NotFound();
            Address = WebAddress.OrNull(message.Address);
            ProfileAddress = AccountPage.Of(message.Author?.ProfileAddress, Address ?? "");
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await cases.FindAsync(Number, Cancel) is not { } found || (Message is not null && !await db.Messages.AnyAsync(m => m.Id == Message, Cancel)))
            return NotFound();
        Refused = await arrivals.OfCaseAsync(found.Id, Message, Cancel);
        if (Refused is not null)
            return Invalid();
        var address = WebAddress.OrNull(Address);
        var profile = string.IsNullOrWhiteSpace(ProfileAddress) ? null : WebAddress.OrNull(ProfileAddress);
        if (address is null)
            ModelState.AddModelError(nameof(Address), "Enter the address of the post, beginning with https://");
        if (profile is null && !string.IsNullOrWhiteSpace(ProfileAddress))
            ModelState.AddModelError(nameof(ProfileAddress), "Enter the address of the account’s page, beginning with https://");
        else if (profile is null && string.IsNullOrWhiteSpace(NoProfileWhy))
            ModelState.AddModelError(nameof(NoProfileWhy), "Enter the account’s page, or say why there is none");
        if (!ModelState.IsValid)
            return Invalid();
        try
        {
            await requests.AskAsync(found, Me.Person, address!, profile, profile is null ? NoProfileWhy!.Trim() : null, Message, Cancel);
        }
        catch (ArrivalRefusedException e)
        {
            return Invalid(nameof(Address), e.Refusal.Told);
        }
        Notice("It is in line. This page shows how it goes on.");
        return Redirect(CasesLinks.Captures(Number));
    }
}
