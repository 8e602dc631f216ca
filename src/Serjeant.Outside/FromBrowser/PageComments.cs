namespace Serjeant.Outside.FromBrowser;

/// <summary>The comments that a person's browser showed on one page, as the extension read them. Hostile throughout.</summary>
/// <param name="Address">The page's.</param>
/// <param name="PostText">The words of the post that they are about, where the page shows them.</param>
public sealed record PageComments(string? Address, string? PostText, IReadOnlyList<PageComment?>? Comments);

/// <summary>One comment.</summary>
/// <param name="Id">The platform's own id; believed only where it has the shape that the page's site gives its ids.</param>
/// <param name="At">When the page says it was written; null where it shows only "2h".</param>
/// <param name="Address">Of the comment itself.</param>
/// <param name="Profile">Address of its author's page.</param>
public sealed record PageComment(
    string? Id, string? Text, string? Name, string? Handle, string? Profile, DateTimeOffset? At, string? Address, bool Reply);

/// <summary>A comment as it is kept: what the browser sent, and how it came.</summary>
/// <param name="Page">The address of the page that it was read on, as the extension said.</param>
/// <param name="SentBy">Who pressed, as the office knows them.</param>
/// <param name="At">When it came, UTC, by the desk's clock.</param>
/// <param name="PostText">The words of the post that it is about.</param>
public sealed record ReadComment(string Page, string SentBy, DateTimeOffset At, PageComment Comment, string? PostText);
