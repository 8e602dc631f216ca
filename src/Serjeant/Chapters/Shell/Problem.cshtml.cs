using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Serjeant.Shell.Errors;

namespace Serjeant.Chapters.Shell;

/// <summary>What went wrong, in words for whoever was in the middle of something.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class ProblemModel : PageModel
{
    public string Title { get; private set; } = "";
    public IReadOnlyList<string> Lines { get; private set; } = [];

    public void OnGet(int status) => Tell(status);

    public void OnPost(int status) => Tell(status);

    private void Tell(int status)
    {
        if (status is < 400 or > 599) status = StatusCodes.Status404NotFound;
        Response.StatusCode = status;
        (Title, Lines) = Words(status);
    }

    private (string Title, string[] Lines) Words(int status) => status switch
    {
        400 when HttpContext.Items.ContainsKey(ProblemPages.StaleForm) =>
            ("This page was open too long", ["Nothing was saved.", "Go back, load the page again, and try once more."]),
        400 => ("That did not make sense to us", ["Something in the address or the form was not as expected. Nothing was saved.", "Go back and try again."]),
        401 => ("Sign in first", ["Your session may have ended. Nothing was lost."]),
        403 => ("You cannot do this", ["Your role does not include it. A manager in your office can change that."]),
        404 => ("Page not found", ["It may have been moved or removed, or the address may have a slip in it."]),
        413 => ("That was too large", ["The file or text is larger than this page takes. Nothing was saved."]),
        429 => ("Too many tries", ["Wait five minutes, then try again."]),
        _ => ("Something went wrong on our side", ["It is not your doing. What you did last may not have been saved; everything before it is safe.", "Try again in a minute."]),
    };
}
