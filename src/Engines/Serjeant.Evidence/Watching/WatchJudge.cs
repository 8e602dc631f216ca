using System.Text.RegularExpressions;

namespace Serjeant.Evidence;

/// <summary>
/// Says what became of a kept post from one more look at it and at the account's own page. It claims nothing that the look did not show: a
/// sign-in page or a refusal is no sign that a post is gone.
/// </summary>
public static class WatchJudge
{
    private const int ShortPage = 2_500;
    private const RegexOptions Fast = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly Regex AccountGone = new(
        @"(account|user|profile|channel) (has been |have been |is |was |been )?(suspended|deactivated|deleted|terminated|disabled|removed|banned)|(suspended|deactivated|deleted) (account|user)|user not found|(account|user|profile|channel) (doesn.t|does not) exist|(account|profile|channel) (is )?no longer (exists|available)",
        Fast);

    private static readonly Regex Locked = new(
        @"(account|profile) is (private|protected|locked)|(posts|tweets) are protected|private (account|profile)|only (approved|confirmed) followers", Fast);

    /// <param name="before">What the page said when it was kept; null where nothing of it is known.</param>
    /// <param name="post">The post's address, looked at again.</param>
    /// <param name="profile">The account's own page; null where it was not looked at.</param>
    public static WatchFinding Judge(PageWords? before, LookedAtPage post, LookedAtPage? profile) => post.Facts.Outcome switch
    {
        CaptureOutcome.Captured or CaptureOutcome.Partial => OfPage(before, post, profile),
        CaptureOutcome.NotFound => OfMissing(post, profile),
        _ => OfNothing(post, profile),
    };

    private static WatchFinding OfPage(PageWords? before, LookedAtPage post, LookedAtPage? profile)
    {
        if (string.IsNullOrWhiteSpace(post.Text))
            return new(WatchVerdict.CannotTell, "The page came, but its words could not be read.");
        if (before is null || string.IsNullOrWhiteSpace(before.Text))
            return new(WatchVerdict.StillUp, "A page is still there. No words of it were kept, so whether they are the same can’t be told." + Account(profile));
        if (PageComparison.Difference(before, post.Text) is not { } different)
            return new(WatchVerdict.StillUp, "The words that were kept are still there." + Account(profile));
        if (Says(AccountGone, post))
            return new(WatchVerdict.AccountGone, "Instead of the post, the site says that the account is not there." + Account(profile));
        if (Says(Locked, post) || (IsThere(profile) && Says(Locked, profile)))
            return new(WatchVerdict.Locked, "The post is not shown, and the site says that the account shows its posts only to people it lets in.");
        if (LeadsHome(post.Facts))
            return new(WatchVerdict.Gone, $"The address does not lead to the post any more: the site sends the browser on to {post.Facts.FinalAddress}." + Account(profile));
        return before.IsOfPage
            ? new(WatchVerdict.Changed, different + Account(profile))
            : new(WatchVerdict.CannotTell, "A page is there, but this server does not see the message’s words on it, and it never saw them there." + Account(profile));
    }

    private static WatchFinding OfMissing(LookedAtPage post, LookedAtPage? profile)
    {
        var how = Missing(post.Facts, "post");
        if (IsMissing(profile))
            return new(WatchVerdict.AccountGone, $"{how} {Missing(profile!.Facts, "account’s own page")}");
        if (Says(AccountGone, post))
            return new(WatchVerdict.AccountGone, $"{how} It says that the account is not there." + Account(profile));
        return new(WatchVerdict.Gone, how + Account(profile));
    }

    private static WatchFinding OfNothing(LookedAtPage post, LookedAtPage? profile)
    {
        var how = post.Facts.Outcome switch
        {
            CaptureOutcome.LoginWall => "The site asked for a sign-in instead of showing the post.",
            CaptureOutcome.Blocked when post.Facts.Status is < 400 => "The site showed a page that keeps robots out instead of the post.",
            CaptureOutcome.Blocked when post.Facts.Status is { } status => $"The site refused to show the post to this server ({status}).",
            _ when post.Facts.Status is { } status => $"The site answered with an error ({status}).",
            _ => post.Facts.Missing.FirstOrDefault() ?? "The site did not answer.",
        };
        if (IsMissing(profile))
            return new(WatchVerdict.AccountGone, $"{Missing(profile!.Facts, "account’s own page")} {how}");
        if (IsThere(profile) && Says(Locked, profile))
            return new(WatchVerdict.Locked, $"{how} The account’s own page says that it shows its posts only to people it lets in.");
        return new(WatchVerdict.CannotTell, $"{how} So nothing can be said about the post.");
    }

    private static string Missing(CaptureFacts page, string what) => page.Status is 404 or 410
        ? $"The site answered that there is no such page for the {what} ({page.Status})."
        : $"Where the {what} was, the site shows what looks like its page for something that is not there.";

    private static string Account(LookedAtPage? profile) => profile switch
    {
        null => "",
        _ when IsMissing(profile) => " The account’s own page is not there.",
        _ when IsThere(profile) && Says(AccountGone, profile) => " The account’s own page says that the account is not there.",
        _ when IsThere(profile) => " The account’s own page is there.",
        _ => " Whether the account’s own page is there can’t be told.",
    };

    private static bool IsMissing(LookedAtPage? page) => page?.Facts.Outcome == CaptureOutcome.NotFound;

    private static bool IsThere(LookedAtPage? page) => page?.Facts.Outcome is CaptureOutcome.Captured or CaptureOutcome.Partial;

    /// <summary>A long page may quote such words; a page that is nothing but the notice is short.</summary>
    private static bool Says(Regex words, LookedAtPage? page) =>
        page?.Text is { } text && text.Length <= ShortPage && words.IsMatch(text);

    private static bool LeadsHome(CaptureFacts page) =>
        Uri.TryCreate(page.FinalAddress, UriKind.Absolute, out var final) && Uri.TryCreate(page.RequestedAddress, UriKind.Absolute, out var asked)
        && final.AbsolutePath.Length <= 1 && asked.AbsolutePath.Length > 1;
}
