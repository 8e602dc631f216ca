using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Serjeant.Moderation.Model;

/// <summary>Rows of one byte a number with one scale: what a word, a run of letters, a part or a mark is to the network.</summary>
public sealed class ByteTable(sbyte[] bytes, float scale)
{
    public int Rows => bytes.Length / NetworkShape.Width;

    internal void AddTo(int row, float share, Span<float> into) => Add(Row(row), 0, share, into);

    /// <summary>Adds the mean of several rows: summed in whole numbers, made fractions once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void AddMeanTo(ReadOnlySpan<int> rows, Span<float> into)
    {
        if (rows.IsEmpty) return;
        var (low, high) = (Vector512<short>.Zero, Vector512<short>.Zero);
        foreach (var row in rows)
        {
            var (left, right) = Vector512.Widen(Row(row));
            low += left;
            high += right;
        }
        var share = 1f / rows.Length;
        Add(low, 0, share, into);
        Add(high, Vector512<short>.Count, share, into);
    }

    private Vector512<sbyte> Row(int row) => Vector512.Create<sbyte>(bytes.AsSpan(row * NetworkShape.Width, NetworkShape.Width));

    private void Add(Vector512<sbyte> numbers, int at, float share, Span<float> into)
    {
        var (low, high) = Vector512.Widen(numbers);
        Add(low, at, share, into);
        Add(high, at + Vector512<short>.Count, share, into);
    }

    private void Add(Vector512<short> numbers, int at, float share, Span<float> into)
    {
        var by = Vector512.Create(scale * share);
        var (low, high) = Vector512.Widen(numbers);
        var left = into.Slice(at, Vector512<float>.Count);
        var right = into.Slice(at + Vector512<float>.Count, Vector512<float>.Count);
        Vector512.FusedMultiplyAdd(Vector512.ConvertToSingle(low), by, Vector512.Create<float>(left)).CopyTo(left);
        Vector512.FusedMultiplyAdd(Vector512.ConvertToSingle(high), by, Vector512.Create<float>(right)).CopyTo(right);
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(Rows);
        writer.Write(scale);
        writer.Write(MemoryMarshal.AsBytes(bytes.AsSpan()));
    }

    internal static ByteTable Read(BinaryReader reader, int rows)
    {
        if (reader.ReadInt32() != rows) throw new InvalidDataException("a table of the network has the wrong size");
        var scale = reader.ReadSingle();
        var bytes = new sbyte[rows * NetworkShape.Width];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(bytes.AsSpan()));
        return new ByteTable(bytes, scale);
    }
}

/// <summary>All that the network has learned.</summary>
public sealed record NetworkWeights(
    ByteTable Words, ByteTable Pieces, ByteTable Kinds, ByteTable Flags, ByteTable Topics, float[] Filters, float[] FilterBiases,
    float[] HiddenWeights, float[] HiddenBiases, float[] AnswerWeights, float[] AnswerBiases)
{
    private static readonly int[] Sizes =
    [
        NetworkShape.Width * NetworkShape.Projected, NetworkShape.Pooled, NetworkShape.Pooled * NetworkShape.Hidden, NetworkShape.Hidden,
        NetworkShape.Hidden * Heads.Count, Heads.Count,
    ];

    internal void Write(BinaryWriter writer)
    {
        foreach (var table in new[] { Words, Pieces, Kinds, Flags, Topics }) table.Write(writer);
        foreach (var dense in new[] { Filters, FilterBiases, HiddenWeights, HiddenBiases, AnswerWeights, AnswerBiases })
            writer.Write(MemoryMarshal.AsBytes(dense.AsSpan()));
    }

    internal static NetworkWeights Read(BinaryReader reader)
    {
        var words = ByteTable.Read(reader, NetworkShape.WordRows);
        var pieces = ByteTable.Read(reader, NetworkShape.PieceRows);
        var kinds = ByteTable.Read(reader, NetworkShape.KindRows);
        var flags = ByteTable.Read(reader, NetworkShape.FlagRows);
        var topics = ByteTable.Read(reader, NetworkShape.TopicRows);
        var dense = Sizes.Select(size =>
        {
            var numbers = new float[size];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
            return numbers;
        }).ToArray();
        return new NetworkWeights(words, pieces, kinds, flags, topics, dense[0], dense[1], dense[2], dense[3], dense[4], dense[5]);
    }
}
