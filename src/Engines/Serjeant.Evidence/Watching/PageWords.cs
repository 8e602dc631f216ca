namespace Serjeant.Evidence;

/// <summary>What a page said when it was kept.</summary>
/// <param name="Text">The page's visible text, line by line as the browser laid it out.</param>
/// <param name="Title">The page's title; platforms repeat the post in it.</param>
/// <param name="Post">The words of the post itself where they are known apart from the page.</param>
public sealed record PageWords(string Text, string? Title = null, string? Post = null)
{
    /// <summary>False where only the message is known and nobody saw the page say it.</summary>
    public bool IsOfPage { get; init; } = true;
}
