using Serjeant.Mail.Authentication;
using Serjeant.Mail.Messages;

namespace Serjeant.Chapters.Checks.Senders;

/// <summary>What is proved of who sent a mail, in words: the same on a page and in an answer by mail.</summary>
public static class SenderWords
{
    private const int Longest = 160;

    /// <summary>Sentences without a full stop, what says most first. Names in them come from outside.</summary>
    public static IReadOnlyList<string> Of(MailReading message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.ForwardedFrom is not null)
            return ["Not checked: it was passed on in the text of another message, so its own header is lost"];
        // That nobody sealed a mail on its way says nothing: few do.
        var notes = message.Authentication.Notes.Where(n => n is not { Method: ProofMethod.Arc, Result: Proof.NotChecked }).ToArray();
        return notes.Length == 0 ? ["Not checked"] : [.. notes.Select(n => $"{Cut(n.Words, Longest)} ({Known(n)})")];
    }

    internal static string Cut(string text, int most)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= most ? line : line[..(char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1)] + "…";
    }

    private static string Known(ProofNote note) => note.By switch
    {
        KnownBy.TrustedServer => "your mail server’s word",
        KnownBy.LookUp => "looked up",
        _ => "not checked",
    };
}
