using System.Text.RegularExpressions;
using Serjeant.Evidence;

namespace Serjeant.Outside.Capture;

/// <summary>
/// Says what a page turned out to be. A status is the server's own word; what is read from the page's words is called
/// "looks like", because it may be wrong.
/// </summary>
internal static class OutcomeReader
{
    private const int TextRead = 4000;
    private static readonly RegexOptions Fast = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly Regex SignInPath = new(
        @"(^|/)(login|log-in|signin|sign-in|authwall|checkpoint|oauth|sso|i/flow/login|accounts/login|servicelogin)(/|\.|$)", Fast);

    private static readonly Regex SignInHost = new(@"^(login|signin|accounts|auth|sso|id)\.", Fast);

    private static readonly Regex SignInWords = new(
        @"you must log in|log in to continue|sign in to continue|log in to (facebook|instagram|x|twitter|tiktok|linkedin|see)|sign in to (x|view)|sign up to see|join linkedin to|you need to (log|sign) in|please (log|sign) in|see photos and videos from friends",
        Fast);

    private static readonly Regex GoneWords = new(
        @"page (isn.t|is not) available|page doesn.t exist|page does not exist|page (cannot|can.t) be found|page not found|post (not found|is unavailable|has been deleted|was deleted)|content (isn.t|is not) available|account (doesn.t exist|suspended|has been suspended)|video (isn.t|is) unavailable",
        Fast);

    /// <summary>The outcome of a page that came, and a sentence on why where it is not plain.</summary>
    /// <param name="gate">Whose page that keeps robots out it looks like (<see cref="GatePage"/>).</param>
    public static (CaptureOutcome Outcome, string? Note) Read(Uri asked, Uri? final, int? status, string text, bool hasPasswordField, string? gate = null)
    {
        var start = text.Length > TextRead ? text[..TextRead] : text;
        if (status is 404 or 410)
            return (CaptureOutcome.NotFound, $"The site answered that there is no such page ({status}).");
        if (status == 401 || (final is not null && LeadsToSignIn(final) && !LeadsToSignIn(asked)))
            return (CaptureOutcome.LoginWall, "The site asked for a sign-in instead of showing the page.");
        if (status is 403 or 429 or 451)
            return hasPasswordField
                ? (CaptureOutcome.LoginWall, $"The site refused ({status}) and asked for a sign-in.")
                : (CaptureOutcome.Blocked, $"The site refused to show the page to this browser ({status}).");
        if (gate is not null)
            return (CaptureOutcome.Blocked, $"This looks like a page of {gate} that keeps robots out, not like the page that was asked for.");
        if (status >= 400)
            return (CaptureOutcome.Failed, $"The site answered with an error ({status}). What it showed is kept.");
        if (hasPasswordField && SignInWords.IsMatch(start))
            return (CaptureOutcome.LoginWall, "This looks like a sign-in page: it has a password field and asks to sign in.");
        if (start.Length < 1500 && GoneWords.IsMatch(start))
            return (CaptureOutcome.NotFound, "The site did not say so in its status, but this looks like its page for something that is not there.");
        if (start.Length < 600 && SignInWords.IsMatch(start))
            return (CaptureOutcome.LoginWall, "This looks like a page that asks to sign in: it has little else on it.");
        return (CaptureOutcome.Captured, null);
    }

    private static bool LeadsToSignIn(Uri address) => SignInPath.IsMatch(address.AbsolutePath) || SignInHost.IsMatch(address.Host);
}
