using Serjeant.Text;

namespace Serjeant.Lab.Messages;

/// <summary>
/// Splits messages so that near twins stay together: MinHash of letter runs in bands (Broder 1997), then union-find. A source's own split that
/// has a twin of a test row in training measures memory, not judgement.
/// </summary>
internal static class NearTwins
{
    private const int Bands = 8;
    private const int RowsPerBand = 6;
    private const int Run = 5;

    /// <summary>For each text the number of its cluster.</summary>
    internal static int[] Clusters(IReadOnlyList<string> texts)
    {
        var signatures = new uint[texts.Count][];
        Parallel.For(0, texts.Count, i => signatures[i] = Signature(TextOf(texts[i])));
        var parent = Enumerable.Range(0, texts.Count).ToArray();
        for (var band = 0; band < Bands; band++)
        {
            var seen = new Dictionary<ulong, int>();
            for (var i = 0; i < texts.Count; i++)
            {
                var key = (ulong)band;
                for (var r = 0; r < RowsPerBand; r++) key = (key ^ signatures[i][band * RowsPerBand + r]) * 0x9E3779B97F4A7C15UL;
                if (seen.TryGetValue(key, out var other)) parent[Root(parent, i)] = Root(parent, other);
                else seen.Add(key, i);
            }
        }
        return [.. parent.Select((_, i) => Root(parent, i))];
    }

    // A cluster goes where the hash of its first text says: the same every time, and whatever else is read.
    internal static void Split(IReadOnlyList<Sample> samples, int testPercent, int tunePercent)
    {
        var clusters = Clusters([.. samples.Select(s => s.Text)]);
        var biggest = clusters.GroupBy(c => c).Max(g => g.Count());
        Report.Say($"{samples.Count:N0} messages in {clusters.Distinct().Count():N0} clusters of near twins, the biggest of {biggest:N0}");
        for (var i = 0; i < samples.Count; i++)
        {
            if (samples[i].Part == Part.MeasureOnly) continue;
            var draw = (int)(StableHash(samples[clusters[i]].Text) % 100);
            samples[i].Part = draw < testPercent ? Part.Test : draw < testPercent + tunePercent ? Part.Tune : Part.Train;
        }
    }

    internal static uint StableHash(string text) => Moderation.Model.Hash.Mix(Moderation.Model.Hash.Of(text) ^ 0x5E27u);

    private static string TextOf(string text) => Folder.Fold(text).Plain();

    private static uint[] Signature(string text)
    {
        var least = new uint[Bands * RowsPerBand];
        Array.Fill(least, uint.MaxValue);
        for (var i = 0; i < Math.Max(1, text.Length - Run + 1); i++)
        {
            var hash = Moderation.Model.Hash.Of(text.AsSpan(i, Math.Min(Run, text.Length - i)));
            for (var k = 0; k < least.Length; k++) least[k] = Math.Min(least[k], Moderation.Model.Hash.Mix(hash + (uint)k * 0x9E3779B9u));
        }
        return least;
    }

    private static int Root(int[] parent, int i)
    {
        while (parent[i] != i) i = parent[i] = parent[parent[i]];
        return i;
    }
}
