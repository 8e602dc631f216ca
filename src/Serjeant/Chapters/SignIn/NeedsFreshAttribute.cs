using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Serjeant.Shell.Access;

namespace Serjeant.Chapters.SignIn;

/// <summary>
/// Says on a page that what it does is hard to undo: whoever proved who they are more than ten minutes ago does so again
/// first. Reading is free unless <see cref="ToRead"/>; after proving, the person is back on the page.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsFreshAttribute : Attribute, IAsyncPageFilter
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>True where the page has nothing but the risky act, so that nobody fills in a form in vain.</summary>
    public bool ToRead { get; init; }

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if ((!ToRead && HttpMethods.IsGet(request.Method)) || IsFresh(context.HttpContext))
            await next();
        else
            context.Result = new RedirectResult(SignInLinks.Again(request.PathBase + request.Path + (HttpMethods.IsGet(request.Method) ? request.QueryString.Value : "")));
    }

    /// <summary>For a page where only some buttons are risky.</summary>
    public static bool IsFresh(HttpContext http)
    {
        var services = http.RequestServices;
        return services.GetRequiredService<TimeProvider>().GetUtcNow() - services.GetRequiredService<Me>().Session.FreshAt <= Life;
    }
}
