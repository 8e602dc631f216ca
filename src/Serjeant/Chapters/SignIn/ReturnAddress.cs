using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Serjeant.Chapters.SignIn;

internal static class ReturnAddress
{
    /// <summary>The address to go back to when it is on this desk; else the first page. Anything else could lead anywhere.</summary>
    public static string SafeReturn(this PageModel page, string? returnTo) =>
        returnTo is { Length: <= 2000 } && page.Url.IsLocalUrl(returnTo) && !returnTo.StartsWith(SignInLinks.SignIn(), StringComparison.OrdinalIgnoreCase)
            ? returnTo : page.Url.Content("~/");
}
