using System.Buffers;
using System.Globalization;
using System.Text;

namespace Serjeant.Outside.Exports.Archives;

/// <summary>Names of files inside exports are hostile: they are matched and shown, never used as a path on this machine.</summary>
public static class SafeName
{
    private const int ShownLength = 160;

    private static readonly SearchValues<char> Unsafe = SearchValues.Create("\\\0\r\n\t");

    /// <summary>Null when the name is harmless, otherwise what is wrong with it.</summary>
    public static string? Fault(string name)
    {
        if (name.Length is 0 or > 1_000)
            return "its name is empty or too long";
        if (name.AsSpan().ContainsAny(Unsafe))
            return "its name holds a backslash or a control character";
        if (name[0] == '/' || (name.Length > 1 && name[1] == ':' && char.IsAsciiLetter(name[0])))
            return "its name is an absolute path";
        foreach (var part in name.AsSpan().Split('/'))
        {
            if (name.AsSpan(part) is "..")
                return "its name climbs out of the archive with '..'";
        }
        return null;
    }

    /// <summary>The name for people: no control, bidi or zero-width characters, and not too long.</summary>
    public static string Show(string name)
    {
        var shown = new StringBuilder(Math.Min(name.Length, ShownLength));
        foreach (var rune in name.EnumerateRunes())
        {
            if (shown.Length >= ShownLength)
                return shown.Append('…').ToString();
            var category = Rune.GetUnicodeCategory(rune);
            var hidden = category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned;
            shown.Append(hidden ? "\uFFFD" : rune.ToString());
        }
        return shown.ToString();
    }
}
