using System.Runtime.Intrinsics;
using Serjeant.Moderation.Model;

namespace Serjeant.Lab.Messages;

/// <summary>
/// What words mean, learned from which words stand beside them in the training messages (skip-gram with negative sampling, Mikolov 2013; a word is itself
/// and its runs of letters, Bojanowski 2017). The network starts from here, so that a word that few labelled messages have is still like its kin.
/// </summary>
internal sealed class WordVectors(SparseRows words, SparseRows pieces, Random random)
{
    private const int Width = NetworkShape.Width;
    private const int Reach = 4;
    private const int Negatives = 5;
    private const double Frequent = 3e-4;
    private const float Rate = 0.05f;
    // So large the tables are when they are handed over: what the network would start with by chance.
    private const float Spread = 0.12f;

    private readonly float[] beside = new float[NetworkShape.WordRows * Width];
    private readonly Dictionary<uint, int[]> piecesOf = [];
    private readonly float[] sum = new float[Width];
    private readonly float[] pull = new float[Width];

    internal void Learn(IReadOnlyList<Encoded> samples, int rounds)
    {
        var counts = Count(samples);
        var total = counts.Sum(c => (double)c);
        var strangers = Strangers(counts);
        var order = Enumerable.Range(0, samples.Count).ToArray();
        var (done, all) = (0L, (long)rounds * samples.Count);
        var line = new List<int>();
        for (var round = 0; round < rounds; round++)
        {
            random.Shuffle(order);
            foreach (var i in order)
            {
                var rate = Rate * Math.Max(0.02f, 1 - (float)done++ / all);
                var tokens = samples[i].Tokens;
                line.Clear();
                for (var t = 0; t < tokens.Length; t++)
                {
                    // The commonest words tell least: most of their places are passed over.
                    var often = counts[NetworkShape.WordRow(tokens[t].Norm)] / total;
                    if (often < Frequent || random.NextDouble() < Math.Sqrt(Frequent / often)) line.Add(t);
                }
                for (var at = 0; at < line.Count; at++) Pull(samples[i], line, at, strangers, rate);
            }
        }
        Rescale(words.Values);
        Rescale(pieces.Values);
    }

    private void Pull(Encoded sample, List<int> line, int at, int[] strangers, float rate)
    {
        var word = sample.Tokens[line[at]];
        var own = PiecesOf(sample, word);
        var row = words.Values.AsSpan(NetworkShape.WordRow(word.Norm) * Width, Width);
        row.CopyTo(sum);
        foreach (var piece in own) AddScaled(pieces.Row(piece), 1f / own.Length, sum);
        Array.Clear(pull);
        var reach = 1 + random.Next(Reach);
        for (var near = Math.Max(0, at - reach); near <= Math.Min(line.Count - 1, at + reach); near++)
        {
            if (near == at) continue;
            var neighbour = NetworkShape.WordRow(sample.Tokens[line[near]].Norm);
            for (var n = 0; n <= Negatives; n++)
            {
                var other = n == 0 ? neighbour : strangers[random.Next(strangers.Length)];
                if (n > 0 && other == neighbour) continue;
                var theirs = beside.AsSpan(other * Width, Width);
                var step = rate * ((n == 0 ? 1 : 0) - 1 / (1 + MathF.Exp(-Dot(sum, theirs))));
                AddScaled(theirs, step, pull);
                AddScaled(sum, step, theirs);
            }
        }
        AddScaled(pull, 1, row);
        foreach (var piece in own) AddScaled(pull, 0.5f, pieces.Values.AsSpan(piece * Width, Width));
    }

    private int[] PiecesOf(Encoded sample, in ModelWord word)
    {
        if (piecesOf.TryGetValue(word.Norm, out var known)) return known;
        Span<int> rows = stackalloc int[NetworkShape.MostPieces];
        var count = NetworkShape.Pieces(sample.TokenLetters.AsSpan(word.CharStart, word.CharEnd - word.CharStart), rows);
        return piecesOf[word.Norm] = rows[..count].ToArray();
    }

    private static int[] Count(IReadOnlyList<Encoded> samples)
    {
        var counts = new int[NetworkShape.WordRows];
        foreach (var sample in samples)
            foreach (ref readonly var word in sample.Tokens.AsSpan()) counts[NetworkShape.WordRow(word.Norm)]++;
        return counts;
    }

    // Drawn by how often a word is, to the power of three quarters.
    private static int[] Strangers(int[] counts)
    {
        const int size = 1 << 20;
        var table = new int[size];
        var all = counts.Sum(c => Math.Pow(c, 0.75));
        var (row, until) = (0, Math.Pow(counts[0], 0.75) / all);
        for (var i = 0; i < size; i++)
        {
            while ((double)i / size > until && row + 1 < counts.Length) until += Math.Pow(counts[++row], 0.75) / all;
            table[i] = row;
        }
        return table;
    }

    private static void Rescale(float[] values)
    {
        var squares = 0.0;
        foreach (var value in values) squares += (double)value * value;
        var by = (float)(Spread / Math.Sqrt(squares / values.Length));
        for (var i = 0; i < values.Length; i++) values[i] *= by;
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sums = Vector512<float>.Zero;
        for (var i = 0; i < Width; i += 16) sums = Vector512.FusedMultiplyAdd(Vector512.Create(a.Slice(i, 16)), Vector512.Create(b.Slice(i, 16)), sums);
        return Vector512.Sum(sums);
    }

    private static void AddScaled(ReadOnlySpan<float> from, float by, Span<float> into)
    {
        for (var i = 0; i < Width; i += 16)
            Vector512.FusedMultiplyAdd(Vector512.Create(from.Slice(i, 16)), Vector512.Create(by), Vector512.Create<float>(into.Slice(i, 16))).CopyTo(into[i..]);
    }
}
