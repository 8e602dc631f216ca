using Serjeant.Moderation.Model;

namespace Serjeant.Lab.Messages;

/// <summary>From the pooled filters over one hidden layer to the answers, and back.</summary>
internal sealed class NetworkHead
{
    private const float Kept = 0.6f;

    internal NetworkHead(Random random)
    {
        HiddenWeights = new Adam(NetworkShape.Pooled * NetworkShape.Hidden).Scatter(random, 0.1f);
        AnswerWeights = new Adam(NetworkShape.Hidden * Heads.Count).Scatter(random, 0.15f);
    }

    internal Adam HiddenWeights { get; }

    internal Adam HiddenBiases { get; } = new(NetworkShape.Hidden);

    internal Adam AnswerWeights { get; }

    internal Adam AnswerBiases { get; } = new(Heads.Count);

    /// <summary>Which pooled numbers are left out (0) or scaled up for those left out.</summary>
    internal float[] DrawDrops(int messages, Random random)
    {
        var drops = new float[messages * NetworkShape.Pooled];
        for (var i = 0; i < drops.Length; i++) drops[i] = random.NextSingle() < Kept ? 1 / Kept : 0;
        return drops;
    }

    internal void Forward(NetworkPass pass, ReadOnlySpan<float> drops, Sample sample)
    {
        const int hidden = NetworkShape.Hidden;
        for (var p = 0; p < pass.Pooled.Length; p++) pass.Pooled[p] *= drops[p];
        HiddenBiases.Values.CopyTo(pass.Hidden, 0);
        for (var p = 0; p < pass.Pooled.Length; p++)
            if (pass.Pooled[p] > 0) AddScaled(HiddenWeights.Values.AsSpan(p * hidden, hidden), pass.Pooled[p], pass.Hidden);
        for (var h = 0; h < hidden; h++) pass.Hidden[h] = Math.Max(0, pass.Hidden[h]);
        for (var a = 0; a < Heads.Count; a++)
        {
            if (float.IsNaN(sample.Answers[a]) || sample.Weights[a] == 0) continue;
            var odds = AnswerBiases.Values[a];
            for (var h = 0; h < hidden; h++) odds += pass.Hidden[h] * AnswerWeights.Values[h * Heads.Count + a];
            var p = 1 / (1 + MathF.Exp(-odds));
            pass.AnswerPull[a] = sample.Weights[a] * (p - sample.Answers[a]);
            pass.Loss -= sample.Weights[a] * MathF.Log(MathF.Max(1e-6f, sample.Answers[a] > 0.5f ? p : 1 - p));
        }
        for (var h = 0; h < hidden; h++)
        {
            if (pass.Hidden[h] <= 0) continue;
            for (var a = 0; a < Heads.Count; a++) pass.HiddenPull[h] += pass.AnswerPull[a] * AnswerWeights.Values[h * Heads.Count + a];
        }
        for (var p = 0; p < pass.Pooled.Length; p++)
        {
            if (pass.Pooled[p] <= 0) continue;
            var row = HiddenWeights.Values.AsSpan(p * hidden, hidden);
            var sum = 0f;
            for (var h = 0; h < hidden; h++) sum += row[h] * pass.HiddenPull[h];
            pass.Pull[p] = sum * drops[p];
        }
    }

    internal void Collect(NetworkPass pass)
    {
        for (var a = 0; a < Heads.Count; a++) AnswerBiases.Gradient[a] += pass.AnswerPull[a];
        for (var h = 0; h < NetworkShape.Hidden; h++)
        {
            if (pass.Hidden[h] > 0) AddScaled(pass.AnswerPull, pass.Hidden[h], AnswerWeights.Gradient.AsSpan(h * Heads.Count, Heads.Count));
            HiddenBiases.Gradient[h] += pass.HiddenPull[h];
        }
        for (var p = 0; p < pass.Pooled.Length; p++)
            if (pass.Pooled[p] > 0) AddScaled(pass.HiddenPull, pass.Pooled[p], HiddenWeights.Gradient.AsSpan(p * NetworkShape.Hidden, NetworkShape.Hidden));
    }

    internal void Step(float rate)
    {
        HiddenWeights.Step(rate, 1e-4f);
        HiddenBiases.Step(rate);
        AnswerWeights.Step(rate, 1e-4f);
        AnswerBiases.Step(rate);
    }

    private static void AddScaled(ReadOnlySpan<float> from, float by, Span<float> to)
    {
        for (var i = 0; i < from.Length; i++) to[i] += by * from[i];
    }
}
