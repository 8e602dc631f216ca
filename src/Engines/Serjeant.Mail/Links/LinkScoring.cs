namespace Serjeant.Mail.Links;

/// <summary>The answer from what was found about one link. One strong sign is enough for red: there is nothing else to go by.</summary>
internal static class LinkScoring
{
    private const double Amber = 2;
    private const double Red = 4;

    /// <param name="findings">Most points first.</param>
    internal static (Verdict Verdict, double Score) Of(IReadOnlyList<Finding> findings)
    {
        var score = findings.Sum(f => f.Points);
        var verdict = score >= Red ? Verdict.Red : score >= Amber ? Verdict.Amber : Verdict.None;
        // Many small oddities are no proof: red needs one sign that weighs.
        return (verdict == Verdict.Red && findings[0].Points < Amber ? Verdict.Amber : verdict, score);
    }
}
