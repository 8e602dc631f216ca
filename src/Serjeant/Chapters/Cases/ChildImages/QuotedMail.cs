using System.Text.RegularExpressions;

namespace Serjeant.Chapters.Cases.ChildImages;

/// <summary>
/// Takes out of a mail's words what it quotes of the mail that it answers: lines with a quote mark, and all that stands under the line with which a mail program
/// begins a quote. A quote that nothing marks stays.
/// </summary>
internal static partial class QuotedMail
{
    public const string InItsPlace = "[What this mail quotes of one that was sealed off is not kept.]";

    /// <returns>The words, and how many of their first signs are as before; null where it quotes nothing.</returns>
    public static (string Text, int Same)? Without(string text)
    {
        var lines = text.Split('\n');
        var kept = new List<string>();
        int? same = null;
        for (var i = 0; i < lines.Length; i++)
        {
            var begins = Begins(lines, i);
            if (begins == 0 && !IsMarked(lines[i]))
            {
                kept.Add(lines[i]);
                continue;
            }
            if (same is null)
            {
                same = kept.Sum(l => l.Length + 1);
                kept.Add(InItsPlace);
            }
            if (begins > 0 && !IsMarked(lines.Skip(i + begins).FirstOrDefault(l => !string.IsNullOrWhiteSpace(l)) ?? ""))
                break; // Nothing tells where such a quote ends.
            i += Math.Max(begins, 1) - 1;
        }
        return same is { } untouched ? (string.Join('\n', kept), untouched) : null;
    }

    private static bool IsMarked(string line) => line.TrimStart().StartsWith('>');

    /// <summary>How many lines say that a quote begins; 0 where none does.</summary>
    private static int Begins(string[] lines, int at)
    {
        if (Divider().IsMatch(lines[at]) || Wrote().IsMatch(lines[at]))
            return 1;
        if (at + 1 < lines.Length && On().IsMatch(lines[at]) && Wrote().IsMatch(lines[at] + " " + lines[at + 1]))
            return 2;
        return From().IsMatch(lines[at]) && lines.Skip(at + 1).Take(4).Any(l => Sent().IsMatch(l)) ? 1 : 0;
    }

    [GeneratedRegex(@"^\s*-{3,}\s*(original message|forwarded message|neges wreiddiol)\s*-{3,}\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Divider();

    [GeneratedRegex(@"^\s*(on|ar)\b.{1,300}\b(wrote|ysgrifennodd)\b.{0,100}:\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Wrote();

    [GeneratedRegex(@"^\s*(on|ar)\b.{1,200}\d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex On();

    [GeneratedRegex(@"^\s*\*?(from|oddi wrth|o):\*?\s*\S", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex From();

    [GeneratedRegex(@"^\s*\*?(sent|date|anfonwyd|dyddiad):\*?\s*\S", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Sent();
}
