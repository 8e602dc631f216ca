namespace Serjeant.Moderation.Model;

/// <summary>The network's measures, shared by training and reading.</summary>
public static class NetworkShape
{
    /// <summary>Numbers that stand for a word.</summary>
    public const int Width = 64;

    /// <summary>Filters of each length.</summary>
    public const int Filters = 64;

    /// <summary>Over how many words the filters of each kind look.</summary>
    public static readonly int[] Lengths = [1, 2, 3, 5];

    /// <summary>All filters.</summary>
    public const int Pooled = Filters * 4;

    /// <summary>What one word gives to all places of all filters: 1 + 2 + 3 + 5 places.</summary>
    public const int Projected = Filters * 11;

    public const int Hidden = 64;

    /// <summary>Rows for whole words; the hash decides which.</summary>
    public const int WordRows = 1 << 15;

    /// <summary>Rows for runs of three and four letters within a word.</summary>
    public const int PieceRows = 1 << 15;

    /// <summary>Rows for the part that a word plays (<see cref="WordKind"/>) and how it stands (<see cref="WordFlags"/>), and one for the message's edge.</summary>
    public const int KindRows = 32;

    public const int FlagRows = 6;

    /// <summary>Rows for what words are about: one a topic.</summary>
    public const int TopicRows = 128;

    public const int MostPieces = 40;

    /// <summary>The rows of the runs of letters of a word; returns how many.</summary>
    public static int Pieces(ReadOnlySpan<char> word, Span<int> rows)
    {
        var count = 0;
        for (var i = -1; i < word.Length - 1; i++)
        {
            var a = i < 0 ? '<' : word[i];
            var c = i + 2 < word.Length ? word[i + 2] : '>';
            var three = Hash.Join(Hash.Join(3301u, a), word[i + 1], c);
            if (count == rows.Length) return count;
            rows[count++] = (int)(Hash.Mix(three) & PieceRows - 1);
            if (i + 2 >= word.Length || count == rows.Length) continue;
            var d = i + 3 < word.Length ? word[i + 3] : '>';
            rows[count++] = (int)(Hash.Mix(Hash.Join(three, d)) & PieceRows - 1);
        }
        return count;
    }

    public static int WordRow(uint norm) => (int)(norm & WordRows - 1);
}
