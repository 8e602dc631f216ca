using Serjeant.Chapters.Plans.Judging;
using Serjeant.Moderation;

namespace Serjeant.Lab.Messages;

/// <summary>A line in a dialect and the same said in standard English.</summary>
internal sealed record DialectPair(string Dialect, string Labels, string Text, string Standard);

/// <summary>
/// Whether a dialect is judged as standard English is: the same lines both ways, so that a difference is the dialect's alone (Blodgett 2016 and Sap 2019 found
/// such differences in others' judges). Measured only: none of it is ever trained on.
/// </summary>
internal static class Dialects
{
    internal static IReadOnlyList<DialectPair> Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"{folder} is missing. Run the command in Serjeant's source folder, or give the folder with --dialects.");
        var pairs = new List<DialectPair>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.tsv").Order(StringComparer.Ordinal))
        {
            var number = 0;
            foreach (var line in File.ReadLines(path))
            {
                number++;
                if (line.Length == 0 || line[0] == '#') continue;
                if (line.Split('\t') is not [_, var labels, { Length: > 0 } text, { Length: > 0 } standard])
                    throw new InvalidDataException($"{path}:{number}: a line has an id, a label, the dialect and the same in standard English, with tabs between.");
                pairs.Add(new DialectPair(Path.GetFileNameWithoutExtension(path), labels, text, standard));
            }
        }
        return pairs;
    }

    internal static IReadOnlyList<DialectFigures> Judge(IReadOnlyList<DialectPair> pairs, Func<string, Verdict> judge) =>
        [.. pairs.GroupBy(p => p.Dialect).Select(dialect => new DialectFigures(dialect.Key,
            CountOf(dialect, abuse: true, p => judge(p.Text).Abuse), CountOf(dialect, abuse: true, p => judge(p.Standard).Abuse),
            CountOf(dialect, abuse: false, p => judge(p.Text).Abuse), CountOf(dialect, abuse: false, p => judge(p.Standard).Abuse)))];

    internal static void Show(IReadOnlyList<DialectFigures> figures)
    {
        Report.Say($"by dialect: abuse called abuse, in it and in standard English | fair lines called abuse, in it and in standard English");
        foreach (var f in figures)
            Report.Say($"  {f.Dialect,-20} {Share(f.Found)} {Share(f.FoundInStandard)} | {Share(f.Wrongly)} {Share(f.WronglyInStandard)}");
    }

    private static string Share(Count count) => Report.Share(count.Hits, count.Of);

    private static Count CountOf(IEnumerable<DialectPair> pairs, bool abuse, Func<DialectPair, bool> flagged)
    {
        var of = pairs.Where(p => Contrast.IsAbuse(p.Labels) == abuse).ToArray();
        return new Count(of.Count(flagged), of.Length);
    }
}
