namespace Serjeant.Chapters.Team.People;

/// <summary>How a change to somebody went.</summary>
/// <param name="Found">False when this office has no such person.</param>
/// <param name="Problem">A sentence for the screen when it was refused.</param>
/// <param name="PersonId">Who was added.</param>
/// <param name="Token">The new one-time link's token, known only here.</param>
public sealed record TeamOutcome(bool Found, string? Problem = null, string? Token = null, long PersonId = 0)
{
    public static readonly TeamOutcome NotFound = new(false);
    public static readonly TeamOutcome Done = new(true);

    public static TeamOutcome Refused(string problem) => new(true, problem);
}
