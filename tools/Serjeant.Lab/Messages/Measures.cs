using Serjeant.Moderation.Model;

namespace Serjeant.Lab.Messages;

/// <summary>A judged sample: the calibrated probability of each answer.</summary>
internal readonly record struct Judged(Sample Sample, double[] Scores)
{
    internal bool Says(Head head) => Scores[(int)head] >= 0.5;
}

/// <summary>Shares right of judged samples, and the area under the curve.</summary>
internal static class Measures
{
    /// <summary>The chance that a yes is above a no (Mann and Whitney 1947).</summary>
    internal static double AreaUnderCurve(IEnumerable<(double Score, bool Yes)> points)
    {
        var sorted = points.OrderBy(p => p.Score).ToArray();
        double below = 0, wins = 0, yes = 0;
        for (var i = 0; i < sorted.Length;)
        {
            var end = i;
            double tiedYes = 0, tiedNo = 0;
            for (; end < sorted.Length && sorted[end].Score == sorted[i].Score; end++)
                if (sorted[end].Yes) tiedYes++;
                else tiedNo++;
            wins += tiedYes * (below + tiedNo / 2);
            below += tiedNo;
            yes += tiedYes;
            i = end;
        }
        return yes == 0 || below == 0 ? double.NaN : wins / (yes * below);
    }

    internal static void Head(string name, IReadOnlyCollection<Judged> judged, Head head)
    {
        var known = judged.Where(j => j.Sample.Knows(head)).ToArray();
        var yes = known.Where(j => j.Sample.Is(head)).ToArray();
        var no = known.Where(j => !j.Sample.Is(head)).ToArray();
        if (yes.Length + no.Length == 0) return;
        var right = yes.Count(j => j.Says(head)) + no.Count(j => !j.Says(head));
        Report.Say($"  {name,-34} {head,-11} right {Report.Share(right, known.Length)} | caught {Report.Share(yes.Count(j => j.Says(head)), yes.Length)} | left alone {Report.Share(no.Count(j => !j.Says(head)), no.Length)} | AUC {AreaUnderCurve(known.Select(j => (j.Scores[(int)head], j.Sample.Is(head)))):0.000}");
    }

    internal static void All(IReadOnlyCollection<Judged> judged)
    {
        Head("Dynahate, clusters held out", [.. judged.Where(j => j.Sample.Set == "dynahate")], Moderation.Model.Head.Hate);
        Head("HatemojiBuild, held out", [.. judged.Where(j => j.Sample.Set == "hatemoji-build")], Moderation.Model.Head.Hate);
        foreach (var set in new[] { Contrast.SinglesSet, Contrast.TemplatesSet })
        {
            var of = judged.Where(j => j.Sample.Set == set).ToArray();
            foreach (var head in new[] { Moderation.Model.Head.Hate, Moderation.Model.Head.Threat, Moderation.Model.Head.Leak, Moderation.Model.Head.Sexual, Moderation.Model.Head.Fixation, Moderation.Model.Head.Dehumanising, Moderation.Model.Head.Harassment, Moderation.Model.Head.Abuse, Moderation.Model.Head.Incivility, Moderation.Model.Head.Spam })
                Head(set, of, head);
        }
        Head("YouTube spam, held out", [.. judged.Where(j => j.Sample.Set == "youtube-spam")], Moderation.Model.Head.Spam);
        foreach (var set in new[] { "contextual-abuse", "toxicity-surge", "davidson", DataSets.MeasureOnly })
            Head(set, [.. judged.Where(j => j.Sample.Set == set)], Moderation.Model.Head.Incivility);
    }
}
