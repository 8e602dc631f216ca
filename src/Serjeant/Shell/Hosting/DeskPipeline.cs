using Serjeant.Chapters.Cases.FromBrowser;
using Serjeant.Chapters.Inbox.FromBrowser;
using Serjeant.Chapters.Cases.Sharing;
using Serjeant.Chapters.Inbox.Live;
using Serjeant.Chapters.Team.Browsers;
using Serjeant.Chapters.SignIn;
using Serjeant.Shell.Errors;
using Serjeant.Shell.Security;

namespace Serjeant.Shell.Hosting;

/// <summary>What a request passes through, in order.</summary>
internal static class DeskPipeline
{
    public static void Configure(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseHostFiltering();
        app.UseDeskHeaders();
        app.UseProblemPages();
        app.UseRouting();
        app.UseMiddleware<SignInThrottle>();
        app.UseAuthentication();
        app.UseMiddleware<Access.MeMiddleware>();
        app.UseAuthorization();
        app.MapStaticAssets().AllowAnonymous();
        app.MapInboxLive();
        app.MapBrowserPairing();
        app.MapBrowserCaptures();
        app.MapBrowserComments();
        app.MapMissedShares();
        app.MapRazorPages().WithStaticAssets();
    }
}
