using System.Numerics;

namespace Serjeant.Moderation.Phrases;

/// <summary>From a word's number to the positions of a phrase that it fits: a small open table, read far more often than made.</summary>
internal sealed class WordMasks
{
    private readonly (int Word, ulong Mask)[] slots;
    private readonly int last;
    // Most words fit no position of a phrase: this says so of all but one in some, without a look into the table.
    private readonly ulong among;

    internal WordMasks(Dictionary<int, ulong> source)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)(source.Count * 2 + 1));
        slots = new (int, ulong)[size];
        last = size - 1;
        foreach (var (word, mask) in source)
        {
            var slot = Slot(word);
            while (slots[slot].Mask != 0) slot = slot + 1 & last;
            slots[slot] = (word, mask);
            among |= 1UL << (word & 63);
        }
    }

    /// <summary>The positions as bits; 0 when the word fits none.</summary>
    internal ulong this[int word]
    {
        get
        {
            if ((among >> (word & 63) & 1) == 0) return 0;
            var slot = Slot(word);
            while (true)
            {
                ref readonly var here = ref slots[slot];
                if (here.Word == word || here.Mask == 0) return here.Mask;
                slot = slot + 1 & last;
            }
        }
    }

    private int Slot(int word) => (int)((uint)word * 2654435769u >> 8) & last;
}
