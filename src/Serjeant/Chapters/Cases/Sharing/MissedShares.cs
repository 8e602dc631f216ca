namespace Serjeant.Chapters.Cases.Sharing;

internal static class MissedShares
{
    /// <summary>
    /// Answers a share that reached the server because this browser's service worker was not there to keep it. Nothing of it is read:
    /// the system sends no form token, so anybody's page could send the same. The page says that it has to be shared again.
    /// </summary>
    public static void MapMissedShares(this IEndpointRouteBuilder app) =>
        app.MapPost(CasesLinks.ReceiveShare(), () => new SeeOther(CasesLinks.Share() + "?missed=yes")).AllowAnonymous().DisableAntiforgery();

    /// <summary>303: whatever was sent, the next is a GET (RFC 9110 §15.4.4).</summary>
    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
