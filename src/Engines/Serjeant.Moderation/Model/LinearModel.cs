using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Serjeant.Moderation.Model;

/// <summary>
/// Logistic regression over hashed features with one byte a weight: eight answers lie side by side, so that a feature is one read.
/// Features of words and of letters are averaged apart (each sum divided by the root of its count): a long word doesn't drown a short sentence.
/// </summary>
public sealed class LinearModel
{
    private readonly sbyte[] weights;
    private readonly float[] scales;
    private readonly float[] biases;
    private readonly uint mask;

    public LinearModel(sbyte[] weights, float[] scales, float[] biases)
    {
        this.weights = weights;
        this.scales = scales;
        this.biases = biases;
        mask = (uint)(weights.Length / Heads.Linear) - 1;
    }

    /// <summary>How many rows the table has, a power of two.</summary>
    public int Rows => weights.Length / Heads.Linear;

    /// <summary>What the features speak for, as log-odds of its eight answers; 0 for the others.</summary>
    public void Score(FeatureList features, Span<float> into)
    {
        Span<int> words = stackalloc int[Heads.Linear];
        Span<int> letters = stackalloc int[Heads.Linear];
        Sum(features.Words, words);
        Sum(features.LetterRuns, letters);
        var perWord = ShareOf(features.Words.Length);
        var perLetter = ShareOf(features.LetterRuns.Length);
        into.Clear();
        for (var h = 0; h < Heads.Linear; h++) into[h] = biases[h] + scales[h] * (words[h] * perWord + letters[h] * perLetter);
    }

    /// <summary>How much each word from <paramref name="from"/> on speaks for one answer; features over several words are shared out.</summary>
    internal void Explain(FeatureList features, Head head, int from, Span<float> byWord)
    {
        byWord.Clear();
        head = Heads.ToldBy(head);
        Share(features.Words, features.WordPlaces, head, from, byWord);
        Share(features.LetterRuns, features.LetterPlaces, head, from, byWord);
    }

    internal static float ShareOf(int count) => count == 0 ? 0 : 1 / MathF.Sqrt(count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(ReadOnlySpan<uint> features, Span<int> into)
    {
        ref var table = ref MemoryMarshal.GetArrayDataReference(weights);
        var sum = Vector256<int>.Zero;
        foreach (var feature in features)
        {
            ref var row = ref Unsafe.Add(ref table, (nint)((feature & mask) * Heads.Linear));
            var bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<long>(ref Unsafe.As<sbyte, byte>(ref row))).AsSByte();
            var (low, high) = Vector128.Widen(Vector128.WidenLower(bytes));
            sum += Vector256.Create(low, high);
        }
        sum.CopyTo(into);
    }

    private void Share(ReadOnlySpan<uint> features, ReadOnlySpan<(int First, int Last)> places, Head head, int from, Span<float> byWord)
    {
        var each = ShareOf(features.Length) * scales[(int)head];
        for (var i = 0; i < features.Length; i++)
        {
            var (first, last) = places[i];
            // What is said of the part as a whole marks no word.
            if (last - first > 6) continue;
            var share = weights[(features[i] & mask) * Heads.Linear + (int)head] * each / (last - first + 1);
            for (var w = first; w <= last; w++) byWord[w - from] += share;
        }
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(Rows);
        foreach (var scale in scales) writer.Write(scale);
        foreach (var bias in biases) writer.Write(bias);
        writer.Write(MemoryMarshal.AsBytes(weights.AsSpan()));
    }

    internal static LinearModel Read(BinaryReader reader)
    {
        var rows = reader.ReadInt32();
        if (rows <= 0 || (rows & rows - 1) != 0 || rows > 1 << 22) throw new InvalidDataException("the table's size is wrong");
        var scales = new float[Heads.Linear];
        var biases = new float[Heads.Linear];
        for (var i = 0; i < scales.Length; i++) scales[i] = reader.ReadSingle();
        for (var i = 0; i < biases.Length; i++) biases[i] = reader.ReadSingle();
        var weights = new sbyte[rows * Heads.Linear];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        return new LinearModel(weights, scales, biases);
    }
}
