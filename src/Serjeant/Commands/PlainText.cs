using System.Globalization;
using System.Text;

namespace Serjeant.Commands;

/// <summary>Text from a stranger's file on its way to a terminal: nothing in it may move the cursor, turn text round or hide.</summary>
internal static class PlainText
{
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isHidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;
            plain.Append(isHidden ? "?" : rune.ToString());
        }
        return plain.ToString();
    }
}
