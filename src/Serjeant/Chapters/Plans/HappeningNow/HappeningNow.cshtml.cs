using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Plans.HappeningNow;

/// <summary>What to do this minute. Open to anybody: nobody should have to sign in to read "call 999".</summary>
[AllowAnonymous]
public sealed class HappeningNowModel(SerjeantDb db) : DeskPage
{
    public IReadOnlyList<OfficeContact> Contacts { get; private set; } = [];

    /// <summary>Whose steps are open when the page comes.</summary>
    public Situation What { get; private set; }

    public async Task OnGetAsync()
    {
        What = Enum.TryParse<Situation>(Request.Query["what"], ignoreCase: true, out var what) ? what : Situation.None;
        if (Me.IsSignedIn)
            Contacts = await db.OfficeContacts.OrderBy(c => c.Kind).ToListAsync(Cancel);
    }
}
