using Serjeant.Moderation.Model;

namespace Serjeant.Lab.Messages;

/// <summary>
/// Trains <see cref="WordNetwork"/>: batches on all cores, each word of a batch projected once. Words that name a group are hidden half of the time, so that what is
/// said of one group is learned for all.
/// </summary>
internal sealed class NetworkTrainer
{
    private const int Batch = 256;
    private const int Size = NetworkShape.Projected;
    private const int Width = NetworkShape.Width;
    private const float TableRate = 0.05f;
    private const float DenseRate = 0.002f;

    // The last third of the way is averaged: a mean of many good places is better than the last one (Polyak 1992).
    private const double AverageFrom = 0.67;
    private const int AverageEvery = 100;

    private readonly RunningMean average = new();
    private readonly Random random;
    private readonly SparseRows words;
    private readonly SparseRows pieces;
    private readonly SparseRows kinds;
    private readonly SparseRows flags;
    private readonly SparseRows topics;
    private readonly Adam filters;
    private readonly Adam filterBiases = new(NetworkShape.Pooled);
    private readonly NetworkHead head;
    private readonly float[] turned = new float[Width * Size];

    internal NetworkTrainer(int seed)
    {
        random = new Random(seed);
        words = new SparseRows(NetworkShape.WordRows, Width, random, 0.02f);
        pieces = new SparseRows(NetworkShape.PieceRows, Width, random, 0.02f);
        kinds = new SparseRows(NetworkShape.KindRows, Width, random, 0.1f);
        flags = new SparseRows(NetworkShape.FlagRows, Width, random, 0.1f);
        topics = new SparseRows(NetworkShape.TopicRows, Width, random, 0.05f);
        filters = new Adam(Width * Size).Scatter(random, 0.12f);
        head = new NetworkHead(random);
    }

    /// <summary>Learns what words mean before what they are used for.</summary>
    internal void Prepare(IReadOnlyList<Encoded> samples, int rounds) => new WordVectors(words, pieces, random).Learn(samples, rounds);

    /// <summary>Begins with the word vectors of another.</summary>
    internal void Prepare(NetworkTrainer prepared)
    {
        prepared.words.Values.CopyTo(words.Values, 0);
        prepared.pieces.Values.CopyTo(pieces.Values, 0);
    }

    internal void Train(IReadOnlyList<Encoded> samples, int epochs)
    {
        var order = Enumerable.Range(0, samples.Count).Where(i => samples[i].Tokens.Length > 0).ToArray();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            var loss = 0.0;
            for (var at = 0; at < order.Length; at += Batch)
            {
                var done = (epoch + (double)at / order.Length) / epochs;
                loss += Learn([.. order.Skip(at).Take(Batch).Select(i => samples[i])], (float)(1 - 0.9 * done));
                if (done > AverageFrom && at / Batch % AverageEvery == 0) average.Add(Learned());
            }
            Report.Say($"  network, round {epoch + 1}: loss {loss / order.Length:0.0000}");
        }
        average.PutInto(Learned());
    }

    private double Learn(Encoded[] batch, float slower)
    {
        var rows = new BatchWords(batch, random);
        var inputs = rows.Inputs(words, pieces, kinds, flags, topics);
        var projected = new float[rows.Count * Size];
        Matrix.Multiply(inputs, filters.Values, projected, rows.Count, Width, Size);
        var drops = head.DrawDrops(batch.Length, random);
        var results = new NetworkPass[batch.Length];
        Parallel.For(0, batch.Length, i =>
        {
            results[i] = new NetworkPass(rows.Of(i), projected, filterBiases.Values);
            head.Forward(results[i], drops.AsSpan(i * NetworkShape.Pooled, NetworkShape.Pooled), batch[i].Sample);
        });
        // What is added to shared sums is added in the batch's order: the same bits every time.
        var pull = new float[rows.Count * Size];
        var loss = 0.0;
        for (var i = 0; i < batch.Length; i++)
        {
            loss += results[i].Loss;
            head.Collect(results[i]);
            results[i].Backward(rows.Of(i), pull, filterBiases.Gradient);
        }
        var back = new float[rows.Count * Width];
        Matrix.Transpose(filters.Values, turned, Width, Size);
        Matrix.Multiply(pull, turned, back, rows.Count, Size, Width);
        var inputsTurned = new float[inputs.Length];
        Matrix.Transpose(inputs, inputsTurned, rows.Count, Width);
        Matrix.Multiply(inputsTurned, pull, filters.Gradient, Width, rows.Count, Size);
        rows.Step(back, words, pieces, kinds, flags, topics, TableRate * slower);
        filters.Step(DenseRate * slower, 1e-4f);
        filterBiases.Step(DenseRate * slower);
        head.Step(DenseRate * slower);
        return loss;
    }

    private float[][] Learned() =>
    [
        words.Values, pieces.Values, kinds.Values, flags.Values, topics.Values, filters.Values, filterBiases.Values,
        head.HiddenWeights.Values, head.HiddenBiases.Values, head.AnswerWeights.Values, head.AnswerBiases.Values,
    ];

    internal WordNetwork Quantise() => new(new NetworkWeights(
        Table(words.Values), Table(pieces.Values), Table(kinds.Values), Table(flags.Values), Table(topics.Values), [.. filters.Values], [.. filterBiases.Values],
        [.. head.HiddenWeights.Values], [.. head.HiddenBiases.Values], [.. head.AnswerWeights.Values], [.. head.AnswerBiases.Values]));

    private static ByteTable Table(float[] values)
    {
        var sizes = values.Select(MathF.Abs).Order().ToArray();
        var scale = Math.Max(1e-6f, sizes[(int)(sizes.Length * 0.9995)] / 127);
        return new ByteTable([.. values.Select(v => (sbyte)Math.Clamp(MathF.Round(v / scale), -127, 127))], scale);
    }
}
