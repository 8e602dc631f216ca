namespace Serjeant.Text.Near;

/// <summary>
/// Counts how often each entry is met during one search. Kept from search to search and cleared by what was met: wiping the whole
/// table for every block cost more than the searching did.
/// </summary>
internal sealed class NearTally
{
    // A mark that very many texts share says little; the newest of them are looked at.
    private const int LongestWalk = 48;

    // Open addressing in a table that can't fill up.
    private const int Bits = 10;
    private const int Most = NearText.MostMarks * LongestWalk;

    // One more than the entry's place among those met: 0 is free.
    private readonly int[] slots = new int[1 << Bits];
    private readonly (int Entry, int Times)[] met = new (int, int)[Most];
    private readonly int[] used = new int[Most];
    private readonly int[] left = new int[NearText.MostMarks];
    private int count;

    /// <summary>How many more texts to look at for each mark, over all blocks of one search.</summary>
    public Span<int> Left => left;

    public ReadOnlySpan<(int Entry, int Times)> Met => met.AsSpan(0, count);

    public void Begin() => Array.Fill(left, LongestWalk);

    public void Count(int entry)
    {
        var slot = (int)((uint)entry * 2654435769u >> (32 - Bits));
        while (slots[slot] is var at and not 0)
        {
            if (met[at - 1].Entry == entry)
            {
                met[at - 1].Times++;
                return;
            }
            slot = (slot + 1) & (slots.Length - 1);
        }
        used[count] = slot;
        met[count++] = (entry, 1);
        slots[slot] = count;
    }

    public void Clear()
    {
        foreach (var slot in used.AsSpan(0, count)) slots[slot] = 0;
        count = 0;
    }
}
