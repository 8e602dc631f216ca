using System.Numerics;
using Serjeant.Moderation.Model;

namespace Serjeant.Lab.Messages;

/// <summary>The different words of a batch, each once; the marks (negated, quoted …) are rows like words.</summary>
internal sealed class BatchWords
{
    private const double HideTarget = 0.5;
    private const double HideWord = 0.2;
    private readonly List<(int Word, int Kind, UInt128 Topics, int[] Pieces)> rows = [];
    private readonly (int Row, int Flags)[][] places;

    internal BatchWords(Encoded[] batch, Random random)
    {
        var known = new Dictionary<(uint, int, UInt128), int>();
        places = new (int, int)[batch.Length][];
        Span<int> pieces = stackalloc int[NetworkShape.MostPieces];
        for (var i = 0; i < batch.Length; i++)
        {
            places[i] = new (int, int)[batch[i].Tokens.Length];
            // Hidden for the whole message or not at all: a group named twice would give itself away.
            var hideTargets = random.NextDouble() < HideTarget;
            for (var t = 0; t < batch[i].Tokens.Length; t++)
            {
                var word = batch[i].Tokens[t];
                var hidden = word.IsTarget ? hideTargets && word.Kind == WordKind.Identity : random.NextDouble() < HideWord;
                // A hidden word still tells what it is about: that is how topics come to stand for words never met.
                var key = (hidden ? 0 : word.Norm, (int)word.Kind, hidden ? word.Topics : UInt128.MaxValue);
                if (!known.TryGetValue(key, out var row))
                {
                    known.Add(key, row = rows.Count);
                    var count = hidden ? 0 : NetworkShape.Pieces(batch[i].TokenLetters.AsSpan(word.CharStart, word.CharEnd - word.CharStart), pieces);
                    rows.Add((hidden ? -1 : NetworkShape.WordRow(word.Norm), (int)word.Kind, word.Topics, pieces[..count].ToArray()));
                }
                places[i][t] = (row, (int)word.Flags);
            }
        }
        FirstFlag = rows.Count;
    }

    internal int FirstFlag { get; }

    internal int Count => FirstFlag + NetworkShape.FlagRows;

    internal MessageWords Of(int i) => new(places[i], FirstFlag);

    internal float[] Inputs(SparseRows words, SparseRows pieces, SparseRows kinds, SparseRows flags, SparseRows topics)
    {
        var inputs = new float[Count * NetworkShape.Width];
        Parallel.For(0, rows.Count, r =>
        {
            var into = inputs.AsSpan(r * NetworkShape.Width, NetworkShape.Width);
            var row = rows[r];
            if (row.Word >= 0) Add(words.Row(row.Word), 1, into);
            Add(kinds.Row(row.Kind), 1, into);
            for (var left = row.Topics; left != 0; left &= left - 1) Add(topics.Row((int)UInt128.TrailingZeroCount(left)), 1, into);
            foreach (var piece in row.Pieces) Add(pieces.Row(piece), 1f / row.Pieces.Length, into);
        });
        for (var f = 0; f < NetworkShape.FlagRows; f++) Add(flags.Row(f), 1, inputs.AsSpan((FirstFlag + f) * NetworkShape.Width, NetworkShape.Width));
        return inputs;
    }

    internal void Step(float[] gradients, SparseRows words, SparseRows pieces, SparseRows kinds, SparseRows flags, SparseRows topics, float rate)
    {
        for (var r = 0; r < rows.Count; r++)
        {
            var gradient = gradients.AsSpan(r * NetworkShape.Width, NetworkShape.Width);
            var row = rows[r];
            if (row.Word >= 0) words.Step(row.Word, gradient, 1, rate);
            kinds.Step(row.Kind, gradient, 1, rate);
            for (var left = row.Topics; left != 0; left &= left - 1) topics.Step((int)UInt128.TrailingZeroCount(left), gradient, 1, rate);
            foreach (var piece in row.Pieces) pieces.Step(piece, gradient, 1f / row.Pieces.Length, rate);
        }
        for (var f = 0; f < NetworkShape.FlagRows; f++) flags.Step(f, gradients.AsSpan((FirstFlag + f) * NetworkShape.Width, NetworkShape.Width), 1, rate);
    }

    private static void Add(ReadOnlySpan<float> from, float share, Span<float> into)
    {
        for (var i = 0; i < into.Length; i++) into[i] += from[i] * share;
    }
}

/// <summary>Which rows a message's words and their marks are.</summary>
internal readonly record struct MessageWords((int Row, int Flags)[] Words, int FirstFlag);
