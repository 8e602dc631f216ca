using Serjeant.Mail;
using Serjeant.Mail.Scoring;

namespace Serjeant.Chapters.Checks.Mail;

/// <summary>A piece of the message's text.</summary>
/// <param name="Number">Of the finding that rests on it, counted from 1; 0 for none.</param>
public sealed record TextStretch(string Text, int Number);

/// <summary>The message's words with those marked that findings rest on.</summary>
public static class MarkedText
{
    /// <summary>Enough to see what it is about; nobody reads more on this page.</summary>
    private const int Most = 20_000;

    public static IReadOnlyList<TextStretch> Of(MailVerdict verdict)
    {
        var text = verdict.Message.Text.Length > Most ? verdict.Message.Text[..Most] + "…" : verdict.Message.Text;
        var marks = verdict.Findings.Where(f => f.Points > 0)
            .SelectMany((finding, i) => finding.Evidence.Where(e => e is { Where: Place.Text, Start: not null, Length: > 0 }).Select(e => (Start: e.Start!.Value, Length: e.Length!.Value, Number: i + 1)))
            .OrderBy(m => m.Start).ThenByDescending(m => m.Length);
        var stretches = new List<TextStretch>();
        var at = 0;
        foreach (var (start, length, number) in marks)
        {
            if (start < at || start + length > text.Length)
                continue;
            if (start > at)
                stretches.Add(new TextStretch(text[at..start], 0));
            stretches.Add(new TextStretch(text.Substring(start, length), number));
            at = start + length;
        }
        if (at < text.Length)
            stretches.Add(new TextStretch(text[at..], 0));
        return stretches;
    }
}
