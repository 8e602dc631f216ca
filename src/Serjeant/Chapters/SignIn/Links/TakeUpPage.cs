using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Serjeant.Data;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.SignIn.Links;

/// <summary>
/// What a one-time link opens: a page with one button. Reading the page uses nothing up, so that a mail program's preview
/// doesn't spend the link.
/// </summary>
[AllowAnonymous]
[Throttled]
public abstract class TakeUpPage : DeskPage
{
    protected abstract OneTimeLinkKind Kind { get; }
    protected abstract string Next { get; }

    /// <summary>What makes room for this link, before it is taken up.</summary>
    protected virtual Task BeforeAsync() => Task.CompletedTask;

    [FromRoute]
    public string Token { get; set; } = "";

    protected LinkState State { get; private set; }
    public bool IsReady => State == LinkState.Ready;

    /// <summary>Why the link doesn't open, for the page.</summary>
    public string Why => State switch
    {
        LinkState.TakenUp => "It was already opened in another browser or on another device. It works in that one only.",
        LinkState.Used => "It was already used. A link works once.",
        LinkState.Expired => "It is too old.",
        _ => "It is not one of ours, or part of it is missing.",
    };

    public async Task<IActionResult> OnGetAsync()
    {
        State = await Links.StateAsync(Kind, Token, Cancel);
        if (State == LinkState.TakenUp && await HttpContext.RequestServices.GetRequiredService<Visit>().LoadAsync(HttpContext))
            return Redirect(Next);
        Response.StatusCode = State switch
        {
            LinkState.Ready => StatusCodes.Status200OK,
            LinkState.Unknown => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status410Gone,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await Links.StateAsync(Kind, Token, Cancel) == LinkState.Ready)
            await BeforeAsync();
        if (await Links.TakeUpAsync(Kind, Token, Cancel) is not { } secret)
            return await OnGetAsync();
        Visit.Begin(HttpContext, secret);
        return Redirect(Next);
    }

    private OneTimeLinks Links => HttpContext.RequestServices.GetRequiredService<OneTimeLinks>();
}
