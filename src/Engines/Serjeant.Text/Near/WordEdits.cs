namespace Serjeant.Text.Near;

/// <summary>A stretch that differs: these words of one text stand where those of the other do. Either may be empty.</summary>
internal readonly record struct EditRun(int Start, int Length, int OtherStart, int OtherLength)
{
    public int Longer => Math.Max(Length, OtherLength);
}

/// <summary>The fewest words to take out and put in to turn one text into the other (Myers 1986, O((N+M)D)), given up beyond a bound.</summary>
internal static class WordEdits
{
    /// <param name="most">Words taken out and put in, together, beyond which there is no answer.</param>
    /// <returns>In order; null when the texts differ by more.</returns>
    public static List<EditRun>? Between(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other, int most)
    {
        var head = one.CommonPrefixLength(other);
        var tail = 0;
        while (tail < Math.Min(one.Length, other.Length) - head && one[^(tail + 1)] == other[^(tail + 1)]) tail++;
        var a = one[head..^tail];
        var b = other[head..^tail];
        if (a.IsEmpty && b.IsEmpty) return [];
        if (a.IsEmpty || b.IsEmpty) return a.Length + b.Length > most ? null : [new EditRun(head, a.Length, head, b.Length)];

        most = Math.Min(most, a.Length + b.Length);
        if (Math.Abs(a.Length - b.Length) > most) return null;
        // furthest[d] holds, for each diagonal after d edits, how far along the first text one gets.
        var furthest = new List<int[]>();
        var now = new int[2 * most + 3];
        for (var d = 0; d <= most; d++)
        {
            for (var k = -d; k <= d; k += 2)
            {
                var down = k == -d || k != d && now[most + 1 + k - 1] < now[most + 1 + k + 1];
                var x = down ? now[most + 1 + k + 1] : now[most + 1 + k - 1] + 1;
                var y = x - k;
                while (x < a.Length && y < b.Length && y >= 0 && a[x] == b[y])
                {
                    x++;
                    y++;
                }
                now[most + 1 + k] = x;
                if (x < a.Length || y < b.Length) continue;
                furthest.Add(Diagonals(now, most, d));
                return Trace(furthest, a.Length, b.Length, head);
            }
            furthest.Add(Diagonals(now, most, d));
        }
        return null;
    }

    private static int[] Diagonals(int[] now, int most, int d) => now.AsSpan(most + 1 - d, 2 * d + 1).ToArray();

    private static List<EditRun> Trace(List<int[]> furthest, int x, int y, int head)
    {
        var runs = new List<EditRun>();
        for (var d = furthest.Count - 1; d > 0; d--)
        {
            var before = furthest[d - 1];
            var k = x - y;
            int At(int diagonal) => Math.Abs(diagonal) <= d - 1 ? before[diagonal + d - 1] : -1;
            var down = k == -d || k != d && At(k - 1) < At(k + 1);
            var fromK = down ? k + 1 : k - 1;
            var fromX = At(fromK);
            var fromY = fromX - fromK;
            Put(runs, new EditRun(head + fromX, down ? 0 : 1, head + fromY, down ? 1 : 0));
            (x, y) = (fromX, fromY);
        }
        runs.Reverse();
        return runs;
    }

    // Edits come last first; one that ends where the run before begins belongs to it.
    private static void Put(List<EditRun> runs, EditRun edit)
    {
        if (runs.Count > 0 && runs[^1] is var next && edit.Start + edit.Length == next.Start && edit.OtherStart + edit.OtherLength == next.OtherStart)
            runs[^1] = new EditRun(edit.Start, edit.Length + next.Length, edit.OtherStart, edit.OtherLength + next.OtherLength);
        else
            runs.Add(edit);
    }
}
