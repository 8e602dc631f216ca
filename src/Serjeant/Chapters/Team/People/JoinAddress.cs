using Microsoft.AspNetCore.Mvc.RazorPages;
using Serjeant.Chapters.SignIn;

namespace Serjeant.Chapters.Team.People;

internal static class JoinAddress
{
    /// <summary>The whole address of an invitation, as it is sent to somebody.</summary>
    public static string AbsoluteJoin(this PageModel page, string token) =>
        $"{page.Request.Scheme}://{page.Request.Host}{page.Request.PathBase}{SignInLinks.Join(token)}";
}
