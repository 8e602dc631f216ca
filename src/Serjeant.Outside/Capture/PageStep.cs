namespace Serjeant.Outside.Capture;

/// <summary>What is being done for a post, in the order it happens.</summary>
public enum PageStep
{
    Opening,
    Scrolling,
    Pictures,

    /// <summary>The post is done; the author's own page, which was opened beside it, is not yet.</summary>
    Profile,

    /// <summary>The archive of the traffic is written.</summary>
    Saving,
}
