using Serjeant.Mail;
using Serjeant.Mail.Messages;
using Serjeant.Mail.Scoring;

namespace Serjeant.Chapters.Checks.Mail;

/// <summary>A piece of the message's text.</summary>
/// <param name="Number">Of the finding that rests on it, counted from 1; 0 for none.</param>
/// <param name="LeadsTo">The address that a link leads to whose words end here; null where it shows that address itself.</param>
public sealed record TextStretch(string Text, int Number, string? LeadsTo = null);

/// <summary>The message's words with those marked that findings rest on, and behind the words of a link where it really leads.</summary>
public static class MarkedText
{
    /// <summary>Enough to see what it is about; nobody reads more on this page.</summary>
    private const int Most = 20_000;
    private const int LongestAddress = 200;

    public static IReadOnlyList<TextStretch> Of(MailVerdict verdict)
    {
        var text = verdict.Message.Text.Length > Most ? verdict.Message.Text[..Most] + "…" : verdict.Message.Text;
        var marks = verdict.Findings.Where(f => f.Points > 0)
            .SelectMany((finding, i) => finding.Evidence.Where(e => e is { Where: Place.Text, Start: not null, Length: > 0 }).Select(e => (Start: e.Start!.Value, End: e.Start.Value + e.Length!.Value, Number: i + 1)))
            .OrderBy(m => m.Start).ThenByDescending(m => m.End).ToArray();
        var links = new Queue<(int At, string Address)>(verdict.Message.Links.Where(Differs).Select(l => (At: l.Start + l.Shown.Length, Cut(l.Target))).OrderBy(l => l.At));
        var stretches = new List<TextStretch>();
        var at = 0;
        foreach (var (start, end, number) in marks.Where(m => m.End <= text.Length))
        {
            if (start < at)
                continue;
            Write(text, at, start, 0, links, stretches);
            Write(text, start, end, number, links, stretches);
            at = end;
        }
        Write(text, at, text.Length, 0, links, stretches);
        return stretches;
    }

    private static void Write(string text, int from, int to, int number, Queue<(int At, string Address)> links, List<TextStretch> stretches)
    {
        while (links.TryPeek(out var link) && link.At <= to)
        {
            links.Dequeue();
            if (link.At < from)
                continue;
            stretches.Add(new TextStretch(text[from..link.At], number, link.Address));
            from = link.At;
        }
        if (from < to)
            stretches.Add(new TextStretch(text[from..to], number));
    }

    // A link that shows the very address it leads to needs no second copy of it.
    private static bool Differs(MailLink link) =>
        link.Kind == LinkKind.Anchor && link.Start >= 0 && !link.Target.TrimEnd('/').EndsWith(link.Shown.Trim().TrimEnd('/'), StringComparison.OrdinalIgnoreCase) | link.Shown.Trim().Length < 4;

    private static string Cut(string address) => address.Length <= LongestAddress ? address : address[..LongestAddress] + "…";
}
