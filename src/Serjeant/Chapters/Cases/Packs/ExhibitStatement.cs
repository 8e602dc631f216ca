using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Packs;

/// <summary>
/// What an exhibit shows and what it does not, in words for an officer. No more is claimed than follows from how it came and from who
/// vouches for it: evidence that claims too much is worth less.
/// </summary>
public static class ExhibitStatement
{
    private static readonly string[] PagesShown = ["Captured", "Partial"];

    public static IEnumerable<string> Shows(Exhibit exhibit, bool timeStamped)
    {
        yield return exhibit.Source switch
        {
            ExhibitSource.ServerCapture when exhibit.Outcome == "Captured" => "That this server, at the time stated, was shown the page at that address as the files have it.",
            ExhibitSource.ServerCapture when exhibit.Outcome == "Partial" => "That this server, at the time stated, was shown the page at that address as far as the files go. The manifest says what is missing.",
            ExhibitSource.ServerCapture when exhibit.Outcome == "NotFound" => "That at the time stated the address answered this server that there is no such page.",
            ExhibitSource.ServerCapture when exhibit.Outcome == "LoginWall" => "That at the time stated the address asked this server to sign in first.",
            ExhibitSource.ServerCapture when exhibit.Outcome == "Blocked" => "That at the time stated the site would not show the page to this server.",
            ExhibitSource.ServerCapture => "That this server asked for the page at the time stated and got no answer.",
            ExhibitSource.Upload => "That a person handed these files to the office, and what they said about them.",
            _ => "What the export, mailbox or platform held of the message when the office brought it in.",
        };
        yield return "That the files have not changed since they were sealed: each has its SHA-256 in the manifest, and the manifest’s own stands in the office’s ledger.";
        if (timeStamped)
            yield return "That it was there, as it is, at the time of its time-stamp at the latest: an authority outside the office signed that.";
    }

    public static IEnumerable<string> ShowsNot(Exhibit exhibit, bool timeStamped)
    {
        yield return exhibit.Source switch
        {
            ExhibitSource.ServerCapture when PagesShown.Contains(exhibit.Outcome) => "Who wrote it, or who stands behind the account. What others were shown, or what the page showed before or after.",
            ExhibitSource.ServerCapture => "What the page held for others, or at another time.",
            ExhibitSource.Upload => "Where the files come from, when they were made, or that they are what they look like: that is the word of whoever supplied them.",
            _ => "That the file it was read from is what the platform gave out: its origin is the office’s word. Who wrote the message.",
        };
        if (!timeStamped)
            yield return "Its time, against the office’s own word: no authority outside has time-stamped it.";
    }

    /// <summary>Whether anybody could see it without an account, and how that is known.</summary>
    public static (string Answer, string How) SignedOut(Exhibit exhibit) => (exhibit.SeenSignedOut, exhibit.Source, exhibit.Outcome) switch
    {
        (true, _, _) => ("Yes", "This server’s browser was signed in to nothing, and was shown the page."),
        (false, _, _) => ("No", "It was seen by somebody who was signed in."),
        (null, ExhibitSource.ServerCapture, "LoginWall") => ("Not known", "This server’s browser was asked to sign in, so it did not see the page. Others may have been let in."),
        (null, ExhibitSource.ServerCapture, _) => ("Not known", "This server’s browser, signed in to nothing, was not shown the page. That says nothing about others."),
        (null, ExhibitSource.Upload, _) => ("Not known", "A person supplied the files. Only they know whether they were signed in; their own words are in the manifest’s notes."),
        _ => ("Not known", "It was read from a file or mailbox. Nobody looked at the page itself."),
    };
}
