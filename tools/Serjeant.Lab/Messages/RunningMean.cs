namespace Serjeant.Lab.Messages;

/// <summary>The mean of several states of the same blocks of numbers.</summary>
internal sealed class RunningMean
{
    private float[][] mean = [];
    private int count;

    internal void Add(float[][] blocks)
    {
        if (count++ == 0) mean = [.. blocks.Select(b => new float[b.Length])];
        Parallel.For(0, blocks.Length, b =>
        {
            var (from, to) = (blocks[b], mean[b]);
            for (var i = 0; i < to.Length; i++) to[i] += (from[i] - to[i]) / count;
        });
    }

    internal void PutInto(float[][] blocks)
    {
        if (count == 0) return;
        for (var b = 0; b < blocks.Length; b++) mean[b].CopyTo(blocks[b], 0);
    }
}
