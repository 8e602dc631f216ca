using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Plans.Protocol;

/// <summary>The protocol for everybody, without signing in: a page to link to, and plain text to copy.</summary>
[AllowAnonymous]
public sealed class PublicModel(SerjeantDb db) : PageModel
{
    public Data.Protocol Protocol { get; private set; } = null!;
    public Office Office { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long officeId, string? form, CancellationToken cancel)
    {
        // Readers belong to no office: what is published is looked up by the office's id, and nothing else is.
        var office = await db.Offices.AsNoTracking().SingleOrDefaultAsync(o => o.Id == officeId && o.SetUpAt != null, cancel);
        var protocol = await db.Protocols.IgnoreQueryFilters(["office"]).AsNoTracking().Where(p => p.OfficeId == officeId && p.InForceAt != null)
            .OrderByDescending(p => p.Version).FirstOrDefaultAsync(cancel);
        if (office is null || protocol is null)
            return NotFound();
        protocol.Rules = await db.ProtocolRules.IgnoreQueryFilters(["office"]).AsNoTracking()
            .Where(r => r.ProtocolId == protocol.Id).OrderBy(r => r.Number).ToListAsync(cancel);
        if (form == "text")
            return Content(ProtocolText.Of(protocol, office.Politician), "text/plain; charset=utf-8");
        (Office, Protocol) = (office, protocol);
        return Page();
    }
}
