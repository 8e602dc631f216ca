namespace Serjeant.Mail.Links;

/// <summary>The answer about one link.</summary>
/// <param name="Score">The findings' points together.</param>
/// <param name="Findings">Those with points first, most points first; then what is only worth knowing.</param>
/// <param name="Steps">What to do next, in plain English, first things first.</param>
/// <param name="Link">What was read.</param>
public sealed record LinkVerdict(Verdict Verdict, double Score, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Steps, LinkReading Link)
{
    /// <summary>Where it leads, cut at what was registered, so that this can be set in bold.</summary>
    public ShownAddress Target { get; } = ShownAddress.Of(Link.Target);
}
