using Microsoft.AspNetCore.Authorization;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.SignIn.Join;

/// <summary>For a browser that comes to a step without the link that leads there.</summary>
[AllowAnonymous]
public sealed class ClosedModel : DeskPage
{
    public void OnGet() => Response.StatusCode = StatusCodes.Status410Gone;
}
