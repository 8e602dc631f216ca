using System.Globalization;
using System.Text;

namespace Serjeant.Text;

/// <summary>One safe line of a message, for lists, notices and file names' companions.</summary>
public static class Summary
{
    private const int MostMarks = 2;

    /// <summary>
    /// The beginning of the text on one line, at most <paramref name="max"/> UTF-16 code units: no controls, no direction
    /// marks or other invisible characters, no broken surrogates, at most two accents on a letter; cut between words with an ellipsis.
    /// Reads no more of the text than it needs.
    /// </summary>
    public static string OneLine(string? text, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        if (string.IsNullOrEmpty(text)) return "";
        var line = new StringBuilder(Math.Min(text.Length, max + 1));
        var space = false;
        var marks = 0;
        // Invisible characters cost nothing on screen, so the look-ahead has a bound of its own.
        var readTo = Math.Min(text.Length, Math.Max(4096, max * 16));
        var i = 0;
        for (; i < readTo && line.Length <= max; i++)
        {
            var wide = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            var rune = wide ? new Rune(text[i], text[i + 1]) : Rune.TryCreate(text[i], out var single) ? single : Rune.ReplacementChar;
            if (wide) i++;
            var category = Rune.GetUnicodeCategory(rune);
            if (Rune.IsWhiteSpace(rune) || category == UnicodeCategory.Control && rune.Value is '\n' or '\r' or '\t')
            {
                space = line.Length > 0;
                continue;
            }
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse) continue;
            if (rune.IsBmp && Confusables.IsInvisible((char)rune.Value) && category is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)) continue;
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > MostMarks) continue;
            if (space) line.Append(' ');
            space = false;
            line.Append(rune.ToString());
        }
        return line.Length <= max && i >= text.Length ? line.ToString() : Cut(line, max);
    }

    private static string Cut(StringBuilder line, int max)
    {
        var length = Math.Min(line.Length, max - 1);
        if (length > 0 && char.IsHighSurrogate(line[length - 1])) length--;
        for (var back = length; back > length * 2 / 3; back--)
        {
            if (line[back - 1] != ' ') continue;
            length = back - 1;
            break;
        }
        return string.Concat(line.ToString(0, length), "…");
    }
}
