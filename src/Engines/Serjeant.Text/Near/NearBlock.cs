using System.Numerics;

namespace Serjeant.Text.Near;

/// <summary>A part of an index with room for a fixed number of texts.</summary>
internal sealed class NearBlock
{
    /// <summary>Links, two thirds as many chains, group, id, length and kind.</summary>
    public const int BytesEach = 4 * NearText.MostMarks + 4 * ChainsEach + 8 + 8 + 2 + 1;

    private const int ChainsEach = 8;

    private readonly int[] heads;
    private readonly int[] links;
    private readonly long[] groups;
    private readonly long[] ids;
    private readonly ushort[] words;
    private readonly byte[] kinds;

    public NearBlock(int capacity)
    {
        heads = new int[BitOperations.RoundUpToPowerOf2((uint)capacity) * ChainsEach];
        links = new int[capacity * NearText.MostMarks];
        groups = new long[capacity];
        ids = new long[capacity];
        words = new ushort[capacity];
        kinds = new byte[capacity];
    }

    public int Count { get; private set; }
    public int Capacity => ids.Length;
    public bool IsFull => Count == Capacity;

    public void Add(NearText text, long group, long id, byte kind)
    {
        var entry = Count++;
        (groups[entry], ids[entry], words[entry], kinds[entry]) = (group, id, (ushort)text.Count, kind);
        var place = entry * NearText.MostMarks;
        foreach (var mark in text.Marks)
        {
            ref var head = ref heads[mark & (heads.Length - 1)];
            links[place] = head;
            head = ++place; // One more than the place: 0 ends a chain.
        }
    }

    public void Find(NearText text, byte kind, NearTally tally, Span<NearCandidate> found, ref int count)
    {
        for (var i = 0; i < text.Marks.Length; i++)
        {
            ref var left = ref tally.Left[i];
            for (var place = heads[text.Marks[i] & (heads.Length - 1)]; place != 0 && left > 0; place = links[place - 1], left--)
            {
                var entry = (place - 1) / NearText.MostMarks;
                if (kinds[entry] == kind) tally.Count(entry);
            }
        }
        foreach (var (entry, times) in tally.Met)
        {
            if (times >= Fewest(text.Count, words[entry]))
                Keep(found, ref count, new NearCandidate(groups[entry], ids[entry], times));
        }
        tally.Clear();
    }

    /// <summary>
    /// Marks that two near texts of these lengths share at least; more than can be is said where no two such can be near. A changed
    /// word touches three runs of three; up to fourteen words every run is a mark.
    /// </summary>
    private static int Fewest(int one, int other)
    {
        var (shorter, longer) = (Math.Min(one, other), Math.Max(one, other));
        if (shorter < NearText.FewestWords) return shorter == longer ? 1 : int.MaxValue;
        if (longer - shorter > NearCheck.MostChanged(shorter) + NearCheck.MostAdded(shorter)) return int.MaxValue;
        return longer > NearText.MostMarks + 2 ? 2 : Math.Max(1, shorter - 2 - 3 * NearCheck.MostChanged(shorter));
    }

    private static void Keep(Span<NearCandidate> found, ref int count, NearCandidate candidate)
    {
        var at = count;
        while (at > 0 && found[at - 1].Shared < candidate.Shared) at--;
        if (at == found.Length) return;
        if (count < found.Length) count++;
        found[at..(count - 1)].CopyTo(found[(at + 1)..]);
        found[at] = candidate;
    }
}
