namespace Serjeant.Moderation;

/// <summary>All that the engine says of one message.</summary>
/// <param name="Abuse">True where a fair protocol would act: hate, threat, harassment or a personal attack.</param>
/// <param name="Score">0 to 1: how surely a fair protocol would act on it.</param>
/// <param name="Scores">What the trained model makes of it; null where only rules were asked.</param>
/// <param name="Language">The BCP 47 code of the language it is in, which nothing here reads: what was not found may be there all the same. Null for English or unknown.</param>
public sealed record Verdict(bool Abuse, double Score, IReadOnlyList<Finding> Findings, Scores? Scores = null, string? Language = null);
