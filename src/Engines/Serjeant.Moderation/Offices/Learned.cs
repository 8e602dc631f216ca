namespace Serjeant.Moderation.Offices;

/// <summary>Why an office's own decisions make a finding count for more or less.</summary>
/// <param name="Before">The judge's own confidence, 0 to 1.</param>
/// <param name="Left">How many like it the office left up, or said were wrong.</param>
/// <param name="Of">Out of how many.</param>
/// <param name="SameRule">True where "like it" is found by the same detection rule; false for the category as a whole.</param>
public sealed record Learned(double Before, int Left, int Of, bool SameRule);
