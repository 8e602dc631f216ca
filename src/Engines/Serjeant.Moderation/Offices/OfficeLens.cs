namespace Serjeant.Moderation.Offices;

/// <summary>What one office lays over the judge: the categories that it switched off, and what its own decisions taught.</summary>
public sealed class OfficeLens(IReadOnlySet<Category> off, Lessons lessons)
{
    public static OfficeLens Clear { get; } = new(new HashSet<Category>(), Lessons.None);

    /// <summary>What was learned is the same, the categories that are off are others.</summary>
    public OfficeLens WithOff(IReadOnlySet<Category> others) => new(others, lessons);

    /// <summary>
    /// The verdict without findings of categories that are off and with what was learned, scored again. Where a finding went or counts for less,
    /// the score is that of the findings that are left, for the judge's score of the whole can't be taken apart by category.
    /// </summary>
    public Verdict Apply(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        if (off.Count == 0 && lessons.IsEmpty) return verdict;
        var findings = new List<Finding>(verdict.Findings.Count);
        var (changed, less) = (false, false);
        foreach (var finding in verdict.Findings)
        {
            if (off.Contains(finding.Category))
            {
                changed = less = true;
                continue;
            }
            var learned = lessons.Apply(finding);
            changed |= !ReferenceEquals(learned, finding);
            less |= learned.Confidence < finding.Confidence;
            findings.Add(learned);
        }
        if (!changed) return verdict;
        findings.Sort(Finding.WorstFirst);
        var score = Scoring.Verdict(findings).Score;
        if (!less) score = Math.Max(score, verdict.Score);
        return verdict with { Abuse = score >= Scoring.ActFrom, Score = score, Findings = findings };
    }
}
