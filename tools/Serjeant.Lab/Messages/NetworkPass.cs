using System.Runtime.Intrinsics;
using Serjeant.Moderation.Model;

namespace Serjeant.Lab.Messages;

/// <summary>One message through the filters and back: for each filter the place where it was strongest.</summary>
internal sealed class NetworkPass
{
    private const int Size = NetworkShape.Projected;
    private readonly short[] where = new short[NetworkShape.Pooled];

    internal NetworkPass(MessageWords message, float[] projected, float[] biases)
    {
        var count = message.Words.Length;
        var rows = new float[count * Size];
        for (var t = 0; t < count; t++)
        {
            var row = rows.AsSpan(t * Size, Size);
            projected.AsSpan(message.Words[t].Row * Size, Size).CopyTo(row);
            for (var f = message.Words[t].Flags; f != 0; f &= f - 1) Add(projected.AsSpan((message.FirstFlag + int.TrailingZeroCount(f)) * Size, Size), row);
        }
        var place = 0;
        for (var kind = 0; kind < NetworkShape.Lengths.Length; kind++)
        {
            var length = NetworkShape.Lengths[kind];
            for (var f = 0; f < NetworkShape.Filters; f += 8)
            {
                var most = Vector256.Create(float.NegativeInfinity);
                var at = Vector256<int>.Zero;
                for (var start = 1 - length; start < count; start++)
                {
                    var sum = Vector256<float>.Zero;
                    for (var k = Math.Max(0, -start); k < length && start + k < count; k++)
                        sum += Vector256.Create(rows.AsSpan((start + k) * Size + (place + k) * NetworkShape.Filters + f, 8));
                    var more = Vector256.GreaterThan(sum, most);
                    most = Vector256.ConditionalSelect(more, sum, most);
                    at = Vector256.ConditionalSelect(more.AsInt32(), Vector256.Create(start), at);
                }
                for (var i = 0; i < 8; i++)
                {
                    var filter = kind * NetworkShape.Filters + f + i;
                    Pooled[filter] = Math.Max(0, most[i] + biases[filter]);
                    where[filter] = (short)at[i];
                }
            }
            place += length;
        }
    }

    internal float[] Pooled { get; } = new float[NetworkShape.Pooled];

    /// <summary>How the loss changes with each pooled number; the head fills it in.</summary>
    internal float[] Pull { get; } = new float[NetworkShape.Pooled];

    internal float[] Hidden { get; } = new float[NetworkShape.Hidden];

    internal float[] HiddenPull { get; } = new float[NetworkShape.Hidden];

    internal float[] AnswerPull { get; } = new float[Heads.Count];

    internal double Loss { get; set; }

    internal void Backward(MessageWords message, float[] pull, float[] biasPull)
    {
        var place = 0;
        for (var kind = 0; kind < NetworkShape.Lengths.Length; kind++)
        {
            var length = NetworkShape.Lengths[kind];
            for (var f = 0; f < NetworkShape.Filters; f++)
            {
                var filter = kind * NetworkShape.Filters + f;
                var g = Pull[filter];
                if (g == 0 || Pooled[filter] <= 0) continue;
                biasPull[filter] += g;
                for (var k = 0; k < length; k++)
                {
                    var t = where[filter] + k;
                    if (t < 0 || t >= message.Words.Length) continue;
                    var column = (place + k) * NetworkShape.Filters + f;
                    pull[message.Words[t].Row * Size + column] += g;
                    for (var flags = message.Words[t].Flags; flags != 0; flags &= flags - 1)
                        pull[(message.FirstFlag + int.TrailingZeroCount(flags)) * Size + column] += g;
                }
            }
            place += length;
        }
    }

    private static void Add(ReadOnlySpan<float> from, Span<float> to)
    {
        for (var i = 0; i < from.Length; i += 16) (Vector512.Create(from.Slice(i, 16)) + Vector512.Create<float>(to.Slice(i, 16))).CopyTo(to[i..]);
    }
}
