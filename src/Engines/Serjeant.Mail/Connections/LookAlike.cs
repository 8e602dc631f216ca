using System.Text;
using Serjeant.Text;

namespace Serjeant.Mail.Connections;

/// <summary>Whether one account's name could be taken for another's.</summary>
internal static class LookAlike
{
    private const int ShortestHandle = 5;

    // What impostors add to a name so that it looks official or is still free.
    private static readonly HashSet<string> Additions = new(
        "official real the mp msp ms mla cllr councillor office team uk gb hq page backup private personal support help new 2nd second account info live tv fans press media".Split(' ').Select(Signs),
        StringComparer.Ordinal);

    /// <summary>A name as the eye takes it: letters that look alike are one, case and marks are gone, words are sorted.</summary>
    internal static string Skeleton(string name)
    {
        var folded = Folder.Fold(name);
        return string.Join(' ', folded.Tokens.Where(t => t.Kind == TokenKind.Word).Select(t => Signs(folded.TextOf(t).ToString())).Where(w => w.Length > 1).Order(StringComparer.Ordinal));
    }

    /// <summary>The same letters to the eye in another account's name, one letter's difference, or the name with something added.</summary>
    internal static bool Imitates(string handle, string known)
    {
        if (handle == known || known.Length < ShortestHandle || handle.Length < ShortestHandle) return false;
        var (mine, theirs) = (Bare(handle), Bare(known));
        if (mine == theirs) return true;
        if (Math.Abs(mine.Length - theirs.Length) <= 1 && Distance(mine, theirs) == 1 && theirs.Length > ShortestHandle) return true;
        if (theirs.Length < ShortestHandle || mine.Length <= theirs.Length) return false;
        var at = mine.IndexOf(theirs, StringComparison.Ordinal);
        return at >= 0 && IsAddition(mine[..at]) && IsAddition(mine[(at + theirs.Length)..]);
    }

    private static bool IsAddition(string text) => text.Length == 0 || text.Length <= 4 && text.All(c => char.IsAsciiDigit(c) || c is 'o' or 'l') || Additions.Contains(text);

    // Without what the eye passes over, and with digits and letters that look alike as one.
    private static string Bare(string handle) => Signs(Folder.Fold(handle).Text.ToString().Replace("_", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal));

    private static string Signs(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == 'r' && i + 1 < text.Length && text[i + 1] == 'n')
            {
                plain.Append('m');
                i++;
            }
            else if (c == 'v' && i + 1 < text.Length && text[i + 1] == 'v')
            {
                plain.Append('w');
                i++;
            }
            else
            {
                plain.Append(c switch { '0' => 'o', '1' or 'i' or '|' => 'l', '3' => 'e', '5' => 's', _ => c });
            }
        }
        return plain.ToString();
    }

    // Optimal string alignment (Damerau–Levenshtein without overlapping changes) of two short names; only whether it is 1 matters.
    private static int Distance(string a, string b)
    {
        if (a.Length > 60 || b.Length > 60) return int.MaxValue;
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[a.Length, b.Length];
    }
}
