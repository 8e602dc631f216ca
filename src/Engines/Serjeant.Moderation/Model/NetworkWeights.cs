using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Serjeant.Moderation.Model;

/// <summary>Rows of one byte a number with one scale: what a word, a run of letters, a part or a mark is to the network.</summary>
public sealed class ByteTable(sbyte[] bytes, float scale)
{
    public int Rows => bytes.Length / NetworkShape.Width;

    internal void AddTo(int row, float share, Span<float> into)
    {
        var by = Vector256.Create(scale * share);
        ref var first = ref MemoryMarshal.GetReference(into);
        for (var i = 0; i < NetworkShape.Width; i += 8)
        {
            var eight = Vector128.CreateScalar(MemoryMarshal.Read<long>(MemoryMarshal.AsBytes(bytes.AsSpan(row * NetworkShape.Width + i, 8)))).AsSByte();
            var (low, high) = Vector128.Widen(Vector128.WidenLower(eight));
            var sum = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(Vector256.Create(low, high)), by, Vector256.LoadUnsafe(ref first, (nuint)i));
            sum.StoreUnsafe(ref first, (nuint)i);
        }
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
