using Serjeant.Moderation.Model;

namespace Serjeant.Moderation;

/// <summary>How findings add up to a verdict.</summary>
public static class Scoring
{
    /// <summary>From this score a fair protocol would act.</summary>
    public const double ActFrom = 0.5;

    private const double Highest = 0.995;
    private const double OfNote = 0.45;
    private const double Profane = 0.15;

    /// <summary>
    /// True where the finding alone is something that a fair protocol acts on: hate, threat, harassment or a personal attack,
    /// of severity 1 or more. Criticism, accusation, bad language without a target, spam and worry for the writer never are.
    /// </summary>
    public static bool IsAbuse(Finding finding) => finding.Severity >= 1 && MayBeAbuse(finding.Category);

    /// <summary>True for the categories that can be abuse at all.</summary>
    public static bool MayBeAbuse(Category category) =>
        category is Category.Threat or Category.Incitement or Category.Leak or Category.Fixation or Category.Sexual or Category.Dehumanising
            or Category.Insult || category.IsHate();

    /// <summary>True for what may be danger to somebody's life, and so comes before all else: the threat lane.</summary>
    public static bool IsDanger(Category category) =>
        category is Category.Threat or Category.Incitement or Category.Leak or Category.Fixation or Category.Welfare;

    /// <summary>
    /// The verdict that findings make: the surest finding of each abusive category, combined as independent witnesses
    /// (1 − ∏(1 − confidence)). What is merely worth knowing stays under <see cref="ActFrom"/>; what only asks for a look counts for nothing.
    /// </summary>
    public static Verdict Verdict(IReadOnlyList<Finding> findings)
    {
        var doubt = 1.0;
        var aside = 0.0;
        for (var i = 0; i < findings.Count; i++)
        {
            var finding = findings[i];
            if (ModelFindings.IsOnlyALook(finding)) continue;
            if (IsAbuse(finding))
            {
                if (IsSurestOfItsCategory(findings, i)) doubt *= 1 - finding.Confidence;
            }
            else if (MayBeAbuse(finding.Category)) aside = Math.Max(aside, OfNote * finding.Confidence);
            else if (finding.Category == Category.Profanity) aside = Math.Max(aside, Profane * finding.Confidence);
        }
        var score = Math.Round(Math.Min(Highest, Math.Max(1 - doubt, aside)), 4);
        return new Verdict(score >= ActFrom, score, findings);
    }

    private static bool IsSurestOfItsCategory(IReadOnlyList<Finding> findings, int i)
    {
        for (var k = 0; k < findings.Count; k++)
        {
            if (k == i || findings[k].Category != findings[i].Category || !IsAbuse(findings[k]) || ModelFindings.IsOnlyALook(findings[k])) continue;
            if (findings[k].Confidence > findings[i].Confidence || findings[k].Confidence == findings[i].Confidence && k < i) return false;
        }
        return true;
    }
}
