namespace Serjeant.Text.Near;

/// <summary>A text that may be nearly the same as another. Only <see cref="NearCheck"/> says whether it is.</summary>
/// <param name="Group">What its adder called the group that it stands for.</param>
/// <param name="Id">What its adder knows it by.</param>
/// <param name="Shared">Marks that the two sketches share.</param>
public readonly record struct NearCandidate(long Group, long Id, int Shared);

/// <summary>
/// Finds texts that may be nearly the same among up to a given number, about <see cref="BytesEach"/> bytes each, whatever their
/// length. Streaming: texts are looked up and added as they come, and the oldest make room. Not safe for several threads at once.
/// </summary>
/// <remarks>
/// The marks of a sketch are hashed into chains (each mark is a bucket of locality-sensitive hashing). It grows by blocks of double
/// the size, so that a small inbox costs little and nothing is ever copied.
/// </remarks>
public sealed class NearIndex
{
    /// <summary>What a text costs in a block that is full.</summary>
    public const int BytesEach = NearBlock.BytesEach;

    /// <summary>Candidates that are worth a closer look.</summary>
    public const int MostFound = 8;

    /// <summary>The least room that an index can be made with.</summary>
    public const int Smallest = 1024;

    private readonly List<NearBlock> blocks = [];
    private readonly NearTally tally = new();
    private readonly int capacity;

    /// <param name="capacity">Texts held at most; when it is full the oldest part, a quarter at most, is let go.</param>
    public NearIndex(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, Smallest);
        this.capacity = capacity;
    }

    public int Count => blocks.Sum(b => b.Count);

    /// <param name="kind">Texts of another kind are not found.</param>
    public void Add(NearText text, long group, long id, byte kind)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (blocks.Count == 0 || blocks[^1].IsFull)
        {
            var size = Math.Min(blocks.Count == 0 ? Smallest : 2 * blocks[^1].Capacity, Math.Max(Smallest, capacity / 4));
            while (blocks.Count > 0 && blocks.Sum(b => b.Capacity) + size > capacity) blocks.RemoveAt(0);
            blocks.Add(new NearBlock(size));
        }
        blocks[^1].Add(text, group, id, kind);
    }

    /// <summary>Fills in the most promising first.</summary>
    /// <returns>How many were found.</returns>
    public int Find(NearText text, byte kind, Span<NearCandidate> found)
    {
        ArgumentNullException.ThrowIfNull(text);
        var count = 0;
        tally.Begin();
        for (var i = blocks.Count - 1; i >= 0; i--) blocks[i].Find(text, kind, tally, found, ref count);
        return count;
    }
}
