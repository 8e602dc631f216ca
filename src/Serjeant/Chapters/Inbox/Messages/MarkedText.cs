using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Messages;

/// <summary>A stretch of a message: plain, or words that findings rest on.</summary>
/// <param name="Findings">Numbers of the findings, from 1 as listed beneath; empty for plain text.</param>
/// <param name="Hidden">The name of an invisible direction control that stood here; it is named, not obeyed.</param>
public sealed record TextStretch(string Text, IReadOnlyList<int> Findings, int Severity, string? Hidden = null);

/// <summary>Cuts a message at the edges of its findings' spans. Every character comes out once, in order.</summary>
public static class MarkedText
{
    /// <param name="findings">As listed: the first is number 1.</param>
    public static IReadOnlyList<TextStretch> Cut(string text, IReadOnlyList<MessageFinding> findings)
    {
        var spans = findings.Select((f, i) => (Number: i + 1, f.Severity, Start: Edge(text, f.Start), End: Edge(text, (long)f.Start + f.Length)))
            .Where(s => s.End > s.Start).ToList();
        var edges = spans.SelectMany(s => new[] { s.Start, s.End }).Append(0).Append(text.Length).Distinct().Order().ToList();
        var stretches = new List<TextStretch>();
        foreach (var (from, to) in edges.Zip(edges.Skip(1)))
        {
            var here = spans.Where(s => s.Start <= from && s.End >= to).ToList();
            AddShowingControls(stretches, text[from..to], [.. here.Select(s => s.Number)], here.Select(s => s.Severity).DefaultIfEmpty().Max());
        }
        return stretches;
    }

    /// <summary>Direction overrides and isolates reorder what stands around them: shown by name, they can't.</summary>
    private static void AddShowingControls(List<TextStretch> stretches, string text, int[] findings, int severity)
    {
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (NameOf(text[i]) is not { } name)
                continue;
            if (i > from)
                stretches.Add(new TextStretch(text[from..i], findings, severity));
            stretches.Add(new TextStretch("", findings, severity, name));
            from = i + 1;
        }
        if (from < text.Length)
            stretches.Add(new TextStretch(text[from..], findings, severity));
    }

    private static string? NameOf(char c) => c switch
    {
        '\u202A' => "left-to-right embedding",
        '\u202B' => "right-to-left embedding",
        '\u202C' => "end of direction change",
        '\u202D' => "left-to-right override",
        '\u202E' => "right-to-left override",
        '\u2066' => "left-to-right isolate",
        '\u2067' => "right-to-left isolate",
        '\u2068' => "first-strong isolate",
        '\u2069' => "end of isolate",
        _ => null,
    };

    /// <summary>Within the text, and never between the halves of one character.</summary>
    private static int Edge(string text, long at)
    {
        var edge = (int)Math.Clamp(at, 0, text.Length);
        return edge > 0 && edge < text.Length && char.IsLowSurrogate(text[edge]) && char.IsHighSurrogate(text[edge - 1]) ? edge - 1 : edge;
    }
}
