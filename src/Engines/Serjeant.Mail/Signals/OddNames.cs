using System.Globalization;
using System.Text;

namespace Serjeant.Mail.Signals;

/// <summary>Names that no person chose, and letters that pretend to be others.</summary>
internal static class OddNames
{
    private const string Vowels = "aeiouy";

    /// <summary>A label such as <c>x7kq2v9</c> or <c>hqdpxcwky</c>: made by a machine.</summary>
    internal static bool IsRandom(string label)
    {
        var letters = label.Count(char.IsAsciiLetter);
        var digits = label.Count(char.IsAsciiDigit);
        if (letters + digits < 6) return false;
        if (label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase)) return false;
        var changes = 0;
        var run = 0;
        var longest = 0;
        var vowels = 0;
        for (var i = 0; i < label.Length; i++)
        {
            var c = char.ToLowerInvariant(label[i]);
            if (i > 0 && char.IsAsciiDigit(c) != char.IsAsciiDigit(label[i - 1]) && char.IsAsciiLetterOrDigit(label[i - 1]) && char.IsAsciiLetterOrDigit(c)) changes++;
            if (char.IsAsciiLetter(c) && !Vowels.Contains(c)) longest = Math.Max(longest, ++run);
            else run = 0;
            if (Vowels.Contains(c)) vowels++;
        }
        return changes >= 3 || longest >= 6 || letters >= 7 && vowels * 8 < letters || digits >= 5 && letters >= 1 || letters is > 0 and < 4 && digits >= 4;
    }

    /// <summary>Letters from beyond the alphabet round them: styled mathematical letters, Cyrillic or Greek among Latin, marks and gaps within words.</summary>
    /// <returns>The word, or null.</returns>
    internal static string? Disguised(string text)
    {
        var word = new StringBuilder();
        bool latin = false, borrowed = false, styled = false, gaps = false;
        string? Verdict() => styled || latin && borrowed || gaps && latin ? word.ToString() : null;
        foreach (var rune in text.EnumerateRunes())
        {
            var value = rune.Value;
            var invisible = value is 0x200B or 0x200C or 0x200D or 0x2060 or 0xFEFF or 0x00AD or 0x200E or 0x200F or 0x034F or 0x180E or (>= 0xE0000 and <= 0xE007F);
            // Marks of Syriac or N'Ko between Latin letters, and one Latin mark upon another.
            if (value is >= 0x700 and <= 0x7FF or >= 0x300 and <= 0x36F && word.Length > 0)
            {
                if (value >= 0x700) borrowed = true;
                continue;
            }
            if (!invisible && !Rune.IsLetterOrDigit(rune))
            {
                if (word.Length > 2 && Verdict() is { } found) return found;
                word.Clear();
                (latin, borrowed, styled, gaps) = (false, false, false, false);
                continue;
            }
            if (invisible)
            {
                // Only between letters of one word; Persian and emoji join with them rightly.
                gaps |= word.Length > 0;
                continue;
            }
            // An invisible letter at the end of a word is no disguise of it.
            word.Append(rune.ToString());
            latin |= value < 0x250 && Rune.IsLetter(rune);
            borrowed |= value is >= 0x700 and <= 0x7FF or >= 0x1400 and <= 0x167F or >= 0xA000 and <= 0xABFF or >= 0x10A0 and <= 0x10FF or >= 0x370 and <= 0x52F or >= 0x13A0 and <= 0x13FF or >= 0xFF21 and <= 0xFF5A;
            styled |= value is >= 0x1D400 and <= 0x1D7FF or >= 0x1F110 and <= 0x1F189 or >= 0x1D00 and <= 0x1D22;
        }
        return word.Length > 2 ? Verdict() : null;
    }

    /// <summary>Latin words written with signs for letters in a name: <c>C0NTA</c>, <c>lTAU</c>, <c>D'isney</c>, <c>Ýour wállet</c> are counted by callers.</summary>
    internal static string? DigitsForLetters(string text)
    {
        foreach (var word in text.Split([' ', '-', '.', ',', ':', '_', '/', '|', '*'], StringSplitOptions.RemoveEmptyEntries))
        {
            var letters = word.Count(char.IsAsciiLetterUpper);
            // "W4MP" and "G4S" are names; a disguise takes a word that is read as one.
            if (letters < 4 || word.Length > 20 || word.Any(char.IsAsciiLetterLower)) continue;
            // A nought or one among capital letters on both sides.
            for (var i = 1; i < word.Length - 1; i++)
                if (word[i] is '0' or '1' or '3' or '4' && char.IsAsciiLetter(word[i - 1]) && char.IsAsciiLetter(word[i + 1]) && word.Count(char.IsAsciiDigit) <= 3
                    && !word.Any(c => c is '5' or '6' or '7' or '8' or '9' or '2')) return word;
        }
        return null;
    }

    /// <summary>A small l among capitals or a capital I among small letters: <c>lRS</c>, <c>VlAGRA</c>, <c>WaIIet</c>.</summary>
    internal static string? SwappedEls(string text)
    {
        foreach (var word in text.Split([' ', '-', '.', ',', ':', '_', '/', '|', '*', '(', ')', '[', ']', '"', '+', '@', '<', '>'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length is < 3 or > 30 || !word.All(char.IsAsciiLetter)) continue;
            var capitals = word.Count(char.IsAsciiLetterUpper);
            if (word.Contains('l', StringComparison.Ordinal) && capitals >= 2 && capitals + word.Count(c => c == 'l') == word.Length && word[^1] != 'l') return word;
            for (var i = 1; i < word.Length; i++)
            {
                if (word[i] != 'I' || !char.IsAsciiLetterLower(word[i - 1]) || word[..i] is "Mc" or "Mac" or "De" or "La" or "Di" or "Fitz") continue;
                if (i + 1 == word.Length && word.Length >= 6 && capitals <= 2 || i + 1 < word.Length && (char.IsAsciiLetterLower(word[i + 1]) && capitals <= 3 && word.Length >= 6 && word[..i].Length > 2 && !char.IsAsciiLetterUpper(word[i - 1]) && LooksSwapped(word, i) || word[i + 1] == 'I')) return word;
            }
        }
        return null;
    }

    // "WaIlet" but not "AppInsights": what follows a true capital is a word of its own and begins with I.
    private static bool LooksSwapped(string word, int i) => !word[i..].StartsWith("In", StringComparison.Ordinal) && !word[i..].StartsWith("Is", StringComparison.Ordinal) && !word[i..].StartsWith("It", StringComparison.Ordinal)
        && !word[i..].StartsWith("Id", StringComparison.Ordinal) && !word[i..].StartsWith("Im", StringComparison.Ordinal);

    internal static int Letters(string text)
    {
        var count = 0;
        foreach (var c in text) count += char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Surrogate ? 1 : 0;
        return count;
    }
}
