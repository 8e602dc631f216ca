using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Serjeant.Moderation.Model;

namespace Serjeant.Lab.Messages;

/// <summary>Trains the linear model: eight logistic regressions side by side by AdaGrad (Duchi 2011), one message at a time in a drawn order.</summary>
internal sealed class LinearTrainer(int rowBits, float rate, float decay)
{
    private readonly float[] weights = new float[Heads.Linear << rowBits];
    private readonly float[] squares = new float[Heads.Linear << rowBits];
    private readonly float[] biases = new float[Heads.Linear];
    private readonly uint mask = (1u << rowBits) - 1;

    internal void Train(IReadOnlyList<Encoded> samples, int epochs, int seed)
    {
        var order = Enumerable.Range(0, samples.Count).ToArray();
        var random = new Random(seed);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            var loss = 0.0;
            foreach (var i in order) loss += Learn(samples[i], rate / (1 + 0.3f * epoch));
            Report.Say($"  linear, round {epoch + 1}: loss {loss / samples.Count:0.0000}");
        }
    }

    private double Learn(Encoded sample, float step)
    {
        Span<float> odds = stackalloc float[Heads.Linear];
        Score(sample, odds);
        Span<float> pull = stackalloc float[Heads.Linear];
        var loss = 0.0;
        for (var h = 0; h < Heads.Linear; h++)
        {
            var answer = sample.Sample.Answers[h];
            if (float.IsNaN(answer)) continue;
            var p = 1 / (1 + MathF.Exp(-odds[h]));
            pull[h] = sample.Sample.Weights[h] * (p - answer);
            loss -= sample.Sample.Weights[h] * MathF.Log(MathF.Max(1e-6f, answer > 0.5f ? p : 1 - p));
            biases[h] -= 0.02f * step * pull[h];
        }
        Pull(sample.Words, pull, step);
        Pull(sample.Letters, pull, step);
        return loss;
    }

    private void Pull(uint[] features, ReadOnlySpan<float> pull, float step)
    {
        if (features.Length == 0) return;
        var gradient = Vector256.Create(pull) * (1 / MathF.Sqrt(features.Length));
        var squared = gradient * gradient;
        var rateHere = Vector256.Create(-step);
        var shrink = Vector256.Create(1 - decay * step);
        ref var w = ref MemoryMarshal.GetArrayDataReference(weights);
        ref var s = ref MemoryMarshal.GetArrayDataReference(squares);
        foreach (var feature in features)
        {
            var row = (nuint)((feature & mask) * Heads.Linear);
            var sum = Vector256.LoadUnsafe(ref s, row) + squared;
            sum.StoreUnsafe(ref s, row);
            var moved = rateHere * gradient / Vector256.Sqrt(sum + Vector256.Create(1e-4f));
            (Vector256.LoadUnsafe(ref w, row) * shrink + moved).StoreUnsafe(ref w, row);
        }
    }

    private void Score(Encoded sample, Span<float> into)
    {
        var sum = Sum(sample.Words) + Sum(sample.Letters) + Vector256.Create(biases);
        sum.CopyTo(into);
    }

    private Vector256<float> Sum(uint[] features)
    {
        var sum = Vector256<float>.Zero;
        ref var w = ref MemoryMarshal.GetArrayDataReference(weights);
        foreach (var feature in features) sum += Vector256.LoadUnsafe(ref w, (nuint)((feature & mask) * Heads.Linear));
        return sum * (features.Length == 0 ? 0 : 1 / MathF.Sqrt(features.Length));
    }

    /// <summary>The weights as bytes: each answer has a scale that its 99.99 % smallest weights fit.</summary>
    internal LinearModel Quantise()
    {
        var bytes = new sbyte[weights.Length];
        var scales = new float[Heads.Linear];
        for (var h = 0; h < Heads.Linear; h++)
        {
            var sizes = new List<float>();
            for (var i = h; i < weights.Length; i += Heads.Linear)
                if (weights[i] != 0) sizes.Add(MathF.Abs(weights[i]));
            sizes.Sort();
            scales[h] = sizes.Count == 0 ? 1 : Math.Max(1e-6f, sizes[(int)(sizes.Count * 0.9999)] / 127);
            for (var i = h; i < weights.Length; i += Heads.Linear)
                bytes[i] = (sbyte)Math.Clamp(MathF.Round(weights[i] / scales[h]), -127, 127);
        }
        return new LinearModel(bytes, scales, [.. biases]);
    }
}
