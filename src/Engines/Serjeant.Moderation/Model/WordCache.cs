namespace Serjeant.Moderation.Model;

/// <summary>
/// What recent words give to a network's filters, kept by one thread in whole numbers (<see cref="Steps"/> to one): half the memory and twice as quick to add.
/// The places are few, so memory is bounded; kept or worked out anew, the numbers are the same.
/// </summary>
internal sealed class WordCache
{
    /// <summary>A filter's sum of five words stays far within ±64.</summary>
    internal const float Steps = 512;

    private const int Places = 4096;
    private const int Near = 4;
    private readonly ulong[] keys = new ulong[Places];
    private readonly int[] usedIn = new int[Places];
    private readonly short[] rows = new short[(Places + Passage.LongestPart) * WordNetwork.Size];
    private readonly Projection projection = new(Passage.LongestPart);
    private int message;
    private int marked;

    internal short[] Rows => rows;

    /// <summary>From here on no row of the message before is needed.</summary>
    internal void NextMessage()
    {
        marked = 0;
        if (++message != int.MaxValue) return;
        Array.Clear(usedIn);
        message = 1;
    }

    /// <summary>A row for this message alone: the bare word's and what its marks (negated, quoted …) give.</summary>
    internal int WithMarks(WordNetwork network, int bare, WordFlags marks)
    {
        var row = (Places + marked++) * WordNetwork.Size;
        network.AddMarks(marks, RowAt(bare), RowAt(row));
        return row;
    }

    /// <summary>The room for the numbers that stand for a word whose row is new; <see cref="Project"/> then fills the row.</summary>
    internal Span<float> Wanted(int row) => projection.Next(row);

    /// <summary>Works out all rows that are wanted.</summary>
    internal void Project(FilterBlocks filters) => projection.Run(filters, rows);

    /// <summary>Where the row of the word without its marks begins.</summary>
    internal int RowOf(in ModelWord word, ReadOnlySpan<char> letters, out bool isNew)
    {
        isNew = false;
        // Among many words some share a hash, and a writer could make one that does: a second hash, drawn anew in each process, keeps them apart.
        var key = (ulong)word.Norm << 32 | (uint)string.GetHashCode(letters) | 1;
        var first = (int)Hash.Mix(word.Norm);
        for (var i = 0; i < Near; i++)
        {
            var place = first + i & Places - 1;
            if (keys[place] != key) continue;
            usedIn[place] = message;
            return place * WordNetwork.Size;
        }
        // The word that was needed longest ago makes room.
        var free = first & Places - 1;
        for (var i = 1; i < Near; i++)
            if (usedIn[first + i & Places - 1] < usedIn[free]) free = first + i & Places - 1;
        // A row that this message needs stays; a part is far shorter than the places are many.
        while (usedIn[free] == message) free = free + 1 & Places - 1;
        isNew = true;
        keys[free] = key;
        usedIn[free] = message;
        return free * WordNetwork.Size;
    }

    private Span<short> RowAt(int row) => rows.AsSpan(row, WordNetwork.Size);
}
