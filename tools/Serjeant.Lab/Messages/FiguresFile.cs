using Serjeant.Chapters.Plans.Judging;
using Serjeant.Moderation;

namespace Serjeant.Lab.Messages;

/// <summary>The figures that ship with the program, for the desk's page about judging: both voices on the same held-out lines.</summary>
internal static class FiguresFile
{
    internal static void Write(string path, Encoded[] encoded, IReadOnlyList<DialectPair> dialects, RulesJudge rules, Ensemble both)
    {
        var ours = encoded.Where(e => e.Sample.Part == Part.Test && e.Sample.Set is Contrast.SinglesSet or Contrast.TemplatesSet).ToArray();
        var civil = encoded.Where(e => e.Sample is { Set: DataSets.MeasureOnly, Kind: "none" }).ToArray();
        var file = new AccuracyFigures(DateOnly.FromDateTime(DateTime.UtcNow), ours.Count(IsWritten), ours.Length,
            Of(ours, civil, dialects, text => rules.Judge(text)), Of(ours, civil, dialects, both.Judge));
        File.WriteAllText(path, file.Write());
        Report.Say($"figures: {path}, {file.AllLines} lines, {file.WrittenLines} of them written, {civil.Length} civil posts");
    }

    private static VoiceFigures Of(Encoded[] ours, Encoded[] civil, IReadOnlyList<DialectPair> dialects, Func<string, Verdict> judge)
    {
        var all = ours.AsParallel().AsOrdered().Select(e => (Read: e, Verdict: judge(e.Sample.Text))).ToArray();
        var written = all.Where(j => IsWritten(j.Read)).ToArray();
        return new VoiceFigures(
            CountOf(written, j => Labels(j.Read).Any(l => l is "threat" or "incitement" or "leak"), j => Priority.Rank(j.Verdict) >= Priority.MayBeDanger),
            CountOf(written, j => !IsAbuse(j.Read), j => j.Verdict.Abuse),
            new Count(civil.AsParallel().Count(e => judge(e.Sample.Text).Abuse), civil.Length),
            [.. Enum.GetValues<Category>().Select(c => ByCategory(written, c)).Where(c => c.Found.Of > 0)],
            [.. Enum.GetValues<Category>().Where(c => c.IsHate()).Select(c => AGroup(all, c))],
            [.. all.GroupBy(j => j.Read.Sample.Function).OrderBy(g => g.Key, StringComparer.Ordinal).Select(AForm)],
            Dialects.Judge(dialects, judge));
    }

    private static CategoryFigures ByCategory((Encoded Read, Verdict Verdict)[] written, Category category) => new(category.Id(),
        CountOf(written, j => Labels(j.Read).Contains(category.Id()), j => Has(j.Verdict, category)),
        CountOf(written, j => !Labels(j.Read).Contains(category.Id()), j => Has(j.Verdict, category)));

    private static GroupFigures AGroup((Encoded Read, Verdict Verdict)[] all, Category group) => new(group.Id(),
        CountOf(all, j => Labels(j.Read).Contains(group.Id()), j => j.Verdict.Findings.Any(f => f.Category.IsHate())),
        CountOf(all, j => !IsAbuse(j.Read) && Array.Exists(j.Read.Tokens, t => t.Group == group), j => j.Verdict.Abuse));

    private static FormFigures AForm(IGrouping<string, (Encoded Read, Verdict Verdict)> form) => new(form.Key,
        CountOf(form, j => IsAbuse(j.Read), j => j.Verdict.Abuse),
        CountOf(form, j => !IsAbuse(j.Read), j => j.Verdict.Abuse));

    private static Count CountOf(IEnumerable<(Encoded Read, Verdict Verdict)> judged, Func<(Encoded Read, Verdict Verdict), bool> which, Func<(Encoded Read, Verdict Verdict), bool> hit)
    {
        var of = judged.Where(which).ToArray();
        return new Count(of.Count(hit), of.Length);
    }

    private static string[] Labels(Encoded read) => ContrastFiles.Labels(read.Sample.Labels);

    private static bool IsAbuse(Encoded read) => Contrast.IsAbuse(read.Sample.Labels);

    private static bool IsWritten(Encoded read) => read.Sample.Set == Contrast.SinglesSet;

    private static bool Has(Verdict verdict, Category category) => verdict.Findings.Any(f => f.Category == category);
}
