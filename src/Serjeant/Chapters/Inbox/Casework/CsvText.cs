using System.Text;

namespace Serjeant.Chapters.Inbox.Casework;

/// <summary>
/// Writes tables that spreadsheets open (RFC 4180). Text from strangers may begin like a formula, which a spreadsheet would
/// run: such a cell gets an apostrophe first, which spreadsheets take for "this is text".
/// </summary>
public static class CsvText
{
    public static void AppendRow(StringBuilder csv, IEnumerable<string?> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
                csv.Append(',');
            first = false;
            csv.Append('"').Append(Neutral(cell ?? "").Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        csv.Append("\r\n");
    }

    /// <summary>The same text, unable to start a formula in Excel, LibreOffice, Numbers or Google Sheets.</summary>
    public static string Neutral(string cell)
    {
        // NUL ends a cell early in some programs, and so could hide what follows it.
        var text = cell.Replace("\0", "", StringComparison.Ordinal);
        foreach (var c in text)
        {
            if (c is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠' or '|')
                return "'" + text;
            // What programs skip before they look for a formula.
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format)
                return text;
        }
        return text;
    }
}
