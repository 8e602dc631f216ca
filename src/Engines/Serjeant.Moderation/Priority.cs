namespace Serjeant.Moderation;

/// <summary>Worst first: one number to order a queue by.</summary>
public static class Priority
{
    public const int Highest = 1000;

    /// <summary>From here on a message can't wait.</summary>
    public const int CannotWait = 900;

    /// <summary>From here on a message is in the threat lane: it may be a threat, a leak, or worry for the writer's life.</summary>
    public const int MayBeDanger = 750;

    /// <summary>What a message in another language has at least: a person must look, as at a question.</summary>
    public const int Unread = 275;

    /// <summary>
    /// 0 (nothing found) to 1000. The worst finding decides the band, its confidence the place within:
    /// <list type="bullet">
    /// <item>900–1000: severity 3 threat, incitement, leak of personal details, fixation, or worry for the writer's life.</item>
    /// <item>750–899: the same kinds at severity 2 or 1: nothing else comes before what may be danger.</item>
    /// <item>650–749: any other severity 3.</item>
    /// <item>550–649: severity 2 hate, sexual harassment, dehumanising.</item>
    /// <item>350–549: other abuse of severity 1 or 2.</item>
    /// <item>200–349: casework and questions, which wait for an answer; accusations; what is in a language that isn't read.</item>
    /// <item>50–199: everything else that was found (spam, advertising, criticism, bad language).</item>
    /// </list>
    /// </summary>
    public static int Rank(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var rank = 0;
        foreach (var finding in verdict.Findings)
        {
            var (low, high) = Band(finding);
            rank = Math.Max(rank, low + (int)Math.Round((high - low) * Math.Clamp(finding.Confidence, 0, 1)));
        }
        if (verdict.Language is not null) rank = Math.Max(rank, Unread);
        // A voice that gives no findings (a trained model alone) still orders its messages.
        return Math.Max(rank, verdict.Abuse ? 350 + (int)(199 * verdict.Score) : 0);
    }

    private static (int Low, int High) Band(Finding finding)
    {
        var dangerous = Scoring.IsDanger(finding.Category);
        return finding.Severity switch
        {
            >= 3 => dangerous ? (CannotWait, Highest) : (650, MayBeDanger - 1),
            2 when dangerous => (825, CannotWait - 1),
            1 when dangerous => (MayBeDanger, 824),
            2 when finding.Category.IsHate() || finding.Category is Category.Sexual or Category.Dehumanising => (550, 649),
            >= 1 when Scoring.MayBeAbuse(finding.Category) => (350, 549),
            _ => finding.Category is Category.Casework or Category.Question or Category.Accusation or Category.Leak or Category.Fixation or Category.Welfare ? (200, 349) : (50, 199),
        };
    }
}
