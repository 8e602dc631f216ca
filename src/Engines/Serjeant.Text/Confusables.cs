using System.Globalization;
using System.Text;

namespace Serjeant.Text;

/// <summary>
/// Letters that look like a–z. A small table of our own, in the spirit of Unicode Technical Standard 39
/// (section 4, confusable detection), for the letters that people really borrow: Cyrillic, Greek, Armenian,
/// small capitals, phonetic letters, letters with a stroke, and enclosed or mathematical alphabets.
/// </summary>
public static class Confusables
{
    // One row for each Latin letter: the letter, then what is taken for it. All lower case, because folding
    // lower-cases first; so the Cyrillic letters that only resemble a Latin *capital* are here too.
    private static readonly string[] Foreign =
    [
        "aаα", "bвьβ", "cсϲ", "dԁժ", "eеєεҽ", "fғϝ", "gցԍ", "hһнհ", "iіι", "jјϳյ", "kкκқ", "lӏ", "mмϻ",
        "nпиηոռ", "oоοσөօ", "pрρ", "qԛգ", "rгя", "sѕ", "tтτ", "uυսц", "vνѵ", "wшщωѡԝա", "xхχҳ", "yуγүұ", "zζ",
    ];

    // These are Latin already, or symbols nobody needs: folded wherever they stand.
    private static readonly string[] Dressed =
    [
        "aɑᴀ∀", "bʙɓƀ", "cᴄ¢ƈ", "dᴅđɗ", "eᴇɛǝə€℮", "fꜰƒ", "gɡɢǥɠ", "hʜħɦ", "iɪıɩ", "jᴊɉ", "kᴋƙ", "lʟłɭƚ",
        "mᴍɱ", "nɴŋɲƞ", "oᴏøɵ", "pᴘƥ", "qǫɋ", "rʀɾɍ", "sꜱʂ", "tᴛŧƭ", "uᴜʉ", "vᴠʋ", "wᴡɯ", "yʏɏƴ", "zᴢʐƶ",
    ];

    private static readonly char[] ForeignTable = Build(Foreign);
    private static readonly char[] DressedTable = Build(Dressed);
    private static readonly string?[] Folded = new string?[char.MaxValue + 1];

    /// <summary>The Latin letter that a lower-case Cyrillic, Greek or Armenian one is taken for, or NUL.</summary>
    public static char LatinFor(char c) => c < ForeignTable.Length ? ForeignTable[c] : '\0';

    /// <summary>True for a letter of a script whose letters may be borrowed to look Latin.</summary>
    public static bool MayBeBorrowed(char c) => c is >= '\u0370' and <= '\u058F';

    /// <summary>
    /// One character of the basic plane, folded: compatibility forms resolved (NFKC, Unicode Standard Annex 15), accents of
    /// Latin, Greek and Cyrillic letters dropped, lower case, dressed-up Latin made plain. Empty when nothing is left.
    /// </summary>
    public static string Fold(char c) => Folded[c] ??= Compute(c);

    /// <summary>A character beyond the basic plane: the letter or digit it dresses up, or NUL when it is just itself.</summary>
    public static char FoldAstral(int codePoint) => codePoint switch
    {
        >= 0x1D400 and <= 0x1D7FF => Mathematical(codePoint),
        >= 0x1F110 and <= 0x1F129 => (char)('a' + codePoint - 0x1F110),
        >= 0x1F130 and <= 0x1F149 => (char)('a' + codePoint - 0x1F130),
        >= 0x1F150 and <= 0x1F169 => (char)('a' + codePoint - 0x1F150),
        >= 0x1F170 and <= 0x1F189 => (char)('a' + codePoint - 0x1F170),
        >= 0x1F1E6 and <= 0x1F1FF => (char)('a' + codePoint - 0x1F1E6),
        _ => '\0',
    };

    private static char Mathematical(int codePoint)
    {
        var plain = char.ConvertFromUtf32(codePoint).Normalize(NormalizationForm.FormKC);
        return plain.Length == 0 || char.IsSurrogate(plain[0]) ? '\0' : char.ToLowerInvariant(plain[0]);
    }

    private static string Compute(char c)
    {
        if (char.IsSurrogate(c) || IsInvisible(c)) return "";
        if (char.IsWhiteSpace(c)) return c is '\n' or '\r' or '\u2028' or '\u2029' or '\u0085' ? "\n" : " ";
        if (char.IsControl(c)) return "";
        var text = c.ToString();
        // Unassigned and non-characters (U+FFFE) make Normalize throw: keep them as they are.
        if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.OtherNotAssigned) return text;
        text = text.Normalize(NormalizationForm.FormKC);
        if (c < '\u0530' || c is >= '\u1E00' and <= '\u1FFF' || text[0] < '\u0250') text = text.Normalize(NormalizationForm.FormD);
        var folded = new StringBuilder(text.Length);
        foreach (var part in text)
        {
            if (IsInvisible(part)) continue;
            var lower = char.ToLowerInvariant(part);
            var dressed = lower < DressedTable.Length ? DressedTable[lower] : '\0';
            folded.Append(dressed != '\0' ? dressed : lower);
        }
        return folded.ToString();
    }

    /// <summary>Accents that stack, joiners, direction marks, soft hyphens, variation selectors, fillers: nothing a reader sees as a letter.</summary>
    public static bool IsInvisible(char c) => c switch
    {
        < '\u0080' => false,
        '\u00AD' or '\u034F' or '\u061C' or '\u115F' or '\u1160' or '\u17B4' or '\u17B5' or '\u3164' or '\uFFA0' or '\u2800' => true,
        >= '\u0300' and <= '\u036F' or >= '\u1AB0' and <= '\u1AFF' or >= '\u1DC0' and <= '\u1DFF' => true,
        >= '\u20D0' and <= '\u20FF' or >= '\uFE00' and <= '\uFE0F' or >= '\uFE20' and <= '\uFE2F' => true,
        _ => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format,
    };

    private static char[] Build(string[] rows)
    {
        var table = new char[0x2200 + 0x100];
        foreach (var row in rows)
            for (var i = 1; i < row.Length; i++)
                if (row[i] < table.Length) table[row[i]] = row[0];
        return table;
    }
}
