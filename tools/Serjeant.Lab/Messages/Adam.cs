namespace Serjeant.Lab.Messages;

/// <summary>A dense block of numbers learned by Adam (Kingma and Ba 2015).</summary>
internal sealed class Adam(int size)
{
    private const float First = 0.9f;
    private const float Second = 0.999f;
    private readonly float[] means = new float[size];
    private readonly float[] squares = new float[size];
    private int steps;

    internal float[] Values { get; } = new float[size];

    internal float[] Gradient { get; } = new float[size];

    internal Adam Scatter(Random random, float size)
    {
        for (var i = 0; i < Values.Length; i++) Values[i] = (random.NextSingle() * 2 - 1) * size;
        return this;
    }

    /// <summary>One step down the gradient, which is then empty.</summary>
    internal void Step(float rate, float decay = 0)
    {
        steps++;
        var scale = rate * MathF.Sqrt(1 - MathF.Pow(Second, steps)) / (1 - MathF.Pow(First, steps));
        for (var i = 0; i < Values.Length; i++)
        {
            var g = Gradient[i];
            means[i] = First * means[i] + (1 - First) * g;
            squares[i] = Second * squares[i] + (1 - Second) * g * g;
            Values[i] -= scale * means[i] / (MathF.Sqrt(squares[i]) + 1e-8f) + rate * decay * Values[i];
            Gradient[i] = 0;
        }
    }
}

/// <summary>Rows of which a step touches few, learned by AdaGrad.</summary>
internal sealed class SparseRows(int rows, int width, Random random, float size)
{
    private readonly float[] squares = new float[rows];

    internal float[] Values { get; } = [.. Enumerable.Range(0, rows * width).Select(_ => (random.NextSingle() * 2 - 1) * size)];

    internal ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * width, width);

    internal void Step(int row, ReadOnlySpan<float> gradient, float share, float rate)
    {
        var sum = 0f;
        foreach (var g in gradient) sum += g * g;
        if (sum == 0) return;
        squares[row] += sum * share * share / gradient.Length;
        var step = rate * share / MathF.Sqrt(squares[row] + 1e-8f);
        var values = Values.AsSpan(row * width, width);
        for (var i = 0; i < values.Length; i++) values[i] -= step * gradient[i];
    }
}
