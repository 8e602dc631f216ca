namespace Serjeant.Mail.Lookalikes;

/// <summary>
/// How far one name is from another to a reader's eye: the restricted Damerau–Levenshtein distance, in which letters that look alike cost less than others, and
/// pairs such as <c>rn</c> may stand for one letter. 0 is equal; 1 is one plain change.
/// </summary>
internal static class Likeness
{
    internal const double Look = 0.4;
    internal const double Twice = 0.6;
    private const double Change = 1;

    private static readonly bool[] Alike = BuildAlike("o0", "oc", "l1i", "ij", "e3", "ec", "s5", "bd", "b8", "gq", "g9", "q9", "nm", "nr", "hn", "uv", "vy", "wv", "z2", "a4", "t7", "b6", "g6", "lt", "fr");

    private static readonly (string Pair, char One)[] Pairs =
    [
        ("rn", 'm'), ("nn", 'm'), ("rr", 'm'), ("cl", 'd'), ("ci", 'd'), ("dl", 'd'), ("vv", 'w'), ("uu", 'w'), ("lc", 'k'), ("lk", 'k'), ("ik", 'k'),
        ("lb", 'b'), ("ib", 'b'), ("lh", 'h'), ("ih", 'h'), ("li", 'h'), ("lp", 'p'), ("ln", 'h'), ("oe", 'o'),
    ];

    /// <summary>The distance, or infinity when it is above <paramref name="most"/>.</summary>
    internal static double Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b, double most)
    {
        if (a.Length > 64 || b.Length > 64 || Math.Abs(a.Length - b.Length) > 2) return double.PositiveInfinity;
        Span<double> table = stackalloc double[3 * 66];
        var width = b.Length + 1;
        var before = table[..width];
        var last = table.Slice(66, width);
        var row = table.Slice(132, width);
        for (var j = 0; j < width; j++) last[j] = j == 0 ? 0 : last[j - 1] + (j > 1 && b[j - 1] == b[j - 2] ? Twice : Change);
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = last[0] + (i > 1 && a[i - 1] == a[i - 2] ? Twice : Change);
            var least = row[0];
            for (var j = 1; j < width; j++)
            {
                var (x, y) = (a[i - 1], b[j - 1]);
                var cost = last[j - 1] + (x == y ? 0 : IsAlike(x, y) ? Look : Change);
                cost = Math.Min(cost, last[j] + (i > 1 && a[i - 2] == x ? Twice : Change));
                cost = Math.Min(cost, row[j - 1] + (j > 1 && b[j - 2] == y ? Twice : Change));
                if (i > 1 && j > 1 && x == b[j - 2] && a[i - 2] == y && x != y) cost = Math.Min(cost, before[j - 2] + Change);
                if (i > 1 && IsPair(a[i - 2], x, y)) cost = Math.Min(cost, before[j - 1] + Look);
                if (j > 1 && IsPair(b[j - 2], y, x)) cost = Math.Min(cost, last[j - 2] + Look);
                row[j] = cost;
                least = Math.Min(least, cost);
            }
            // The row before this one may still be reached past it by a pair or a swap.
            var reach = least;
            foreach (var cost in last) reach = Math.Min(reach, cost);
            if (reach > most) return double.PositiveInfinity;
            var free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.Length] <= most + 1e-9 ? last[b.Length] : double.PositiveInfinity;
    }

    private static bool IsAlike(char x, char y) => x < 128 && y < 128 && Alike[x * 128 + y];

    private static bool IsPair(char first, char second, char one)
    {
        foreach (var (pair, letter) in Pairs)
            if (letter == one && pair[0] == first && pair[1] == second) return true;
        return false;
    }

    private static bool[] BuildAlike(params string[] groups)
    {
        var table = new bool[128 * 128];
        foreach (var group in groups)
            foreach (var x in group)
                foreach (var y in group) table[x * 128 + y] = x != y;
        return table;
    }
}
