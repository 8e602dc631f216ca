namespace Serjeant.Evidence;

/// <summary>What became of a post that was kept, as far as a look from outside can tell.</summary>
public enum WatchVerdict
{
    /// <summary>The words that were kept are still on the page.</summary>
    StillUp = 1,

    /// <summary>The page is there and its words are others.</summary>
    Changed = 2,

    /// <summary>The post is not there any more.</summary>
    Gone = 3,

    /// <summary>The account is not there any more, and so neither is the post.</summary>
    AccountGone = 4,

    /// <summary>The account shows its posts only to people it lets in.</summary>
    Locked = 5,

    /// <summary>The site asked for a sign-in, refused, or did not answer: nothing follows from that.</summary>
    CannotTell = 6,
}

/// <summary>The verdict and the sentences it rests on, fit for a chronology.</summary>
/// <param name="What">Plain English; may quote the page, so it is as hostile as the page.</param>
public sealed record WatchFinding(WatchVerdict Verdict, string What);

/// <summary>One page of a look: its facts and, where it had any, its visible words.</summary>
public sealed record LookedAtPage(CaptureFacts Facts, string? Text);
