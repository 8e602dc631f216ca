namespace Serjeant.Moderation;

/// <summary>All that the engine says of one message.</summary>
/// <param name="Abuse">True where a fair protocol would act: hate, threat, harassment or a personal attack.</param>
/// <param name="Score">0 to 1: how surely a fair protocol would act on it.</param>
/// <param name="Scores">What the trained model makes of it; null where only rules were asked.</param>
public sealed record Verdict(bool Abuse, double Score, IReadOnlyList<Finding> Findings, Scores? Scores = null);
