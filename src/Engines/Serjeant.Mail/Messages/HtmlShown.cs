using System.Text;

namespace Serjeant.Mail.Messages;

/// <summary>Gathers the words that are seen and, apart from them, the words that are not.</summary>
internal sealed class HtmlShown(int most)
{
    private const int MostHidden = 200;
    private const int QuoteLength = 300;

    /// <summary>Mail programs show about a hundred letters of it; senders hide a little more than that.</summary>
    private const int LongestPreheader = 320;

    private readonly StringBuilder text = new();
    private readonly List<(StringBuilder Words, string How, bool First)> hidden = [];

    internal int Length => text.Length;

    /// <summary>So many empty lines in a row that what follows is out of sight.</summary>
    internal bool Flooded { get; set; }

    internal bool Full => text.Length >= most;

    internal string Text => text.ToString().TrimEnd();

    internal void Add(string data, Style style)
    {
        if (style.HiddenHow is { } how) Hide(data, how);
        else Append(text, data);
    }

    internal void Break()
    {
        if (text.Length > 0 && text[^1] == ' ') text.Length--;
        if (text.Length > 0 && text[^1] != '\n') text.Append('\n');
    }

    internal void Gap()
    {
        if (text.Length > 0 && text[^1] is not (' ' or '\n')) text.Append(' ');
    }

    internal string Since(int start, int longest)
    {
        if (start >= text.Length) return "";
        while (start < text.Length && text[start] is ' ' or '\n') start++;
        return start >= text.Length ? "" : text.ToString(start, Math.Min(longest, text.Length - start)).TrimEnd();
    }

    internal IReadOnlyList<HiddenText> Hidden()
    {
        var found = new List<HiddenText>();
        foreach (var (words, how, first) in hidden)
        {
            var letters = 0;
            foreach (var chunk in words.GetChunks())
                foreach (var c in chunk.Span) letters += char.IsLetterOrDigit(c) ? 1 : 0;
            if (letters < 4) continue;
            found.Add(new HiddenText(words.ToString(0, Math.Min(QuoteLength, words.Length)).Trim(), letters, how, first && letters <= LongestPreheader));
        }
        return found;
    }

    private void Hide(string data, string how)
    {
        var first = text.Length < 3;
        if (hidden.Count > 0 && hidden[^1].How == how && hidden[^1].First == first || hidden.Count >= MostHidden)
        {
            if (hidden[^1].Words.Length < most) Append(hidden[^1].Words, data);
            return;
        }
        if (string.IsNullOrWhiteSpace(data)) return;
        var words = new StringBuilder();
        Append(words, data);
        hidden.Add((words, how, first));
    }

    private static void Append(StringBuilder to, string data)
    {
        foreach (var c in data)
        {
            if (c is not (' ' or '\t' or '\r' or '\n' or '\u00A0')) to.Append(c);
            else if (to.Length > 0 && to[^1] is not (' ' or '\n')) to.Append(' ');
        }
    }
}
