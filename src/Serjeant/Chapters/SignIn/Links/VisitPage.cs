using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Serjeant.Data;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.SignIn.Links;

/// <summary>A page for a browser that took up a one-time link. Everybody else is told that the link is closed.</summary>
[AllowAnonymous]
public abstract class VisitPage : DeskPage
{
    protected Visit Visit { get; private set; } = null!;

    /// <summary>Whom the page is for; only on pages that come after a person is known.</summary>
    protected Person Person => Visit.Person!;

    /// <summary>Where to go instead, when this page's turn has not come; null to stay.</summary>
    protected virtual Task<string?> NotYetAsync() => Task.FromResult(Visit.Person is null ? SignInLinks.Closed() : null);

    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Visit = HttpContext.RequestServices.GetRequiredService<Visit>();
        var elsewhere = await Visit.LoadAsync(HttpContext) ? await NotYetAsync() : SignInLinks.Closed();
        if (elsewhere is null)
            await next();
        else
            context.Result = new RedirectResult(elsewhere);
    }
}
