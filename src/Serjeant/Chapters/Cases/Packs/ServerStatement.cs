using Serjeant.Data;
using Serjeant.Evidence;

namespace Serjeant.Chapters.Cases.Packs;

/// <summary>What follows from a page that this server asked for, the first time (a capture) or again (a look). Its browser is signed in to nothing.</summary>
internal static class ServerStatement
{
    private const string SaysNothingOfOthers = "That says nothing about what others were shown.";
    private const string NotOfOthers = "What the page held for others, or at another time.";

    public static ExhibitStatement.Said OfCapture(Exhibit exhibit, ExhibitManifest? manifest)
    {
        var post = manifest?.Captures.FirstOrDefault(page => page.What == "post");
        if (!Enum.TryParse<CaptureOutcome>(exhibit.Outcome, out var outcome))
            throw ExhibitStatement.NoWords(exhibit);
        return outcome switch
        {
            CaptureOutcome.Captured => Shown(exhibit, "That this server, at the time stated, was shown the page at that address as the files have it."),
            CaptureOutcome.Partial => Shown(exhibit, "That this server, at the time stated, was shown the page at that address as far as the files go. The manifest says what is missing."),
            CaptureOutcome.NotFound => NotShown(
                post?.Status is 404 or 410
                    ? $"That at the time stated the site answered this server that there is no such page at that address ({post.Status})."
                    : "That at the time stated the site answered this server with what is, or looks like, its page for something that is not there.",
                "was shown no such page"),
            CaptureOutcome.LoginWall => NotShown(
                "That at the time stated the site answered this server with what is, or looks like, a page that asks to sign in first.",
                "was asked to sign in, so it did not see the page. Others may have been let in"),
            CaptureOutcome.Blocked when post is { Status: null } => new(
                "That this server was asked for the page at the time stated and did not fetch it: the address is private, or leads to a private one.",
                NotOfOthers, "Not asked", "This server did not fetch the page."),
            CaptureOutcome.Blocked => NotShown("That at the time stated the page was refused and not shown to this server. The manifest says how.", "was not shown the page"),
            CaptureOutcome.Failed when post is { Status: >= 400 and var status } => NotShown(
                $"That at the time stated the site answered this server with an error ({status})"
                    + (KeptPage(exhibit) ? ", and what it showed with it, as the files have it." : ". Nothing was kept of what it may have shown with it."),
                "was shown an error and not the page"),
            CaptureOutcome.Failed => NotShown(
                "That this server asked for the page at the time stated and could not keep what it asked for. The manifest says why.",
                "did not get the page"),
            _ => throw ExhibitStatement.NoWords(exhibit),
        };
    }

    public static ExhibitStatement.Said OfLook(Exhibit exhibit)
    {
        if (!Enum.TryParse<WatchVerdict>(exhibit.Outcome, out var verdict))
            throw ExhibitStatement.NoWords(exhibit);
        const string again = "That when this server looked at the address again, at the time stated,";
        const string notWhy = "Who took it down, or why. Whether others were still shown it, or whether it came back.";
        return verdict switch
        {
            WatchVerdict.StillUp => Up(
                $"{again} a page was still there. Its notes in the manifest say whether the words kept before were on it."),
            WatchVerdict.Changed => Up(
                $"{again} a page was there and the words kept before were not on it as they were. Its notes in the manifest say what was different."),
            WatchVerdict.Gone => Down(
                $"{again} it was not shown the post: the site said so, showed what looks like its page for something that is not there, or led elsewhere. Its notes in the manifest say which.", notWhy),
            WatchVerdict.AccountGone => Down(
                $"{again} it was not shown the post, and the site said, or showed what looks like its way of saying, that the account is not there. Its notes in the manifest say how.", notWhy),
            WatchVerdict.Locked => Down(
                $"{again} it was not shown the post, and the site said that the account shows its posts only to people it lets in.",
                "Whether the post was still there for people whom the account lets in."),
            WatchVerdict.CannotTell => new(
                $"{again} it could not tell whether the post was still there. Its notes in the manifest say why.",
                "Whether the post was still there or gone.",
                "Not known", $"At this later look this server’s browser, signed in to nothing, could not make out the post. {SaysNothingOfOthers}"),
            _ => throw ExhibitStatement.NoWords(exhibit),
        };
    }

    private static ExhibitStatement.Said Shown(Exhibit exhibit, string shows)
    {
        var (answer, how) = ExhibitStatement.Recorded(
            exhibit.SeenSignedOut,
            "This server’s browser was signed in to nothing, and was shown the page.",
            "It was seen by a browser that was signed in.",
            "Whether the browser that saw it was signed in was not recorded.");
        return new(shows, "Who wrote it, or who stands behind the account. What others were shown, or what the page showed before or after.", answer, how);
    }

    private static ExhibitStatement.Said NotShown(string shows, string how) =>
        new(shows, NotOfOthers, "No", $"This server’s browser, signed in to nothing, {how}. {SaysNothingOfOthers}");

    private static ExhibitStatement.Said Up(string shows) => new(
        shows,
        "Who wrote it. What others were shown, or what the page showed between the looks. Of the page itself only the first screen, the words and the facts were kept.",
        "Yes", "At this later look this server’s browser was signed in to nothing, and was shown a page at that address.");

    private static ExhibitStatement.Said Down(string shows, string showsNot) => new(
        shows, showsNot, "No", $"At this later look this server’s browser, signed in to nothing, was not shown the post. {SaysNothingOfOthers}");

    /// <summary>Whether anything of the page itself is here, beside the facts about it.</summary>
    private static bool KeptPage(Exhibit exhibit) => exhibit.Files.Any(f => f.Path.StartsWith("post/", StringComparison.Ordinal)
        && f.Path["post/".Length..] is not ("facts.json" or ExhibitManifest.SumsFileName));
}
