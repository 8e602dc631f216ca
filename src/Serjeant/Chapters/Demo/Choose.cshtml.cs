using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Shell.Hosting;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Demo;

/// <summary>Somebody to be, without a password: only on a desk started with <c>--demo</c>, only in its fictional office.</summary>
[AllowAnonymous]
public sealed class ChooseModel(SerjeantDb db, DeskOptions options) : DeskPage
{
    internal IReadOnlyList<DemoPerson> People => DemoPeople.All;

    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!options.Demo)
            context.Result = NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Role role)
    {
        var person = await db.Users.IgnoreQueryFilters()
            .Where(p => p.Role == role && db.Offices.Any(o => o.Id == p.OfficeId && o.IsDemo))
            .FirstOrDefaultAsync(Cancel);
        if (person is null)
            return NotFound();
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, person.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                new Claim(ClaimTypes.AuthenticationMethod, "demonstration"),
            ], IdentityConstants.ApplicationScheme);
        await HttpContext.SignInAsync(IdentityConstants.ApplicationScheme, new ClaimsPrincipal(identity));
        return LocalRedirect("/");
    }
}
