namespace Serjeant.Moderation.Model;

/// <summary>
/// What recent words give to a network's filters, kept by one thread in whole numbers (<see cref="Steps"/> to one): half the memory and twice as quick to add.
/// A place is taken over by whatever comes next to it, so memory is bounded; kept or worked out anew, the numbers are the same.
/// </summary>
internal sealed class WordCache
{
    /// <summary>A filter's sum of five words stays far within ±64.</summary>
    internal const float Steps = 512;

    private const int Places = 8192;
    private const int Near = 4;
    private readonly ulong[] keys = new ulong[Places];
    private readonly int[] usedIn = new int[Places];
    private readonly short[] rows = new short[(Places + Passage.LongestPart) * WordNetwork.Size];
    private int message;
    private uint turn;
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

    /// <summary>Where the word's row begins. A word with marks (negated, quoted …) gets a row for this message alone: the bare word's and theirs.</summary>
    internal int RowOf(WordNetwork network, in ModelWord word, ReadOnlySpan<char> letters)
    {
        var bare = BareRow(network, word, letters);
        if (word.Flags == 0) return bare;
        var row = (Places + marked++) * WordNetwork.Size;
        RowAt(bare).CopyTo(RowAt(row));
        network.AddMarks(word.Flags, RowAt(row));
        return row;
    }

    private int BareRow(WordNetwork network, in ModelWord word, ReadOnlySpan<char> letters)
    {
        var key = (ulong)word.Norm << 8 | (uint)word.Kind | 0x80UL;
        var first = (int)Hash.Mix(word.Norm);
        for (var i = 0; i < Near; i++)
        {
            var place = first + i & Places - 1;
            if (keys[place] != key) continue;
            usedIn[place] = message;
            return place * WordNetwork.Size;
        }
        var free = first + (int)(turn++ % Near) & Places - 1;
        // A row that this message needs stays; a part is far shorter than the places are many.
        while (usedIn[free] == message) free = free + 1 & Places - 1;
        network.Project(word, letters, RowAt(free * WordNetwork.Size));
        keys[free] = key;
        usedIn[free] = message;
        return free * WordNetwork.Size;
    }

    private Span<short> RowAt(int row) => rows.AsSpan(row, WordNetwork.Size);
}
