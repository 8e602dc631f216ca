using Serjeant.Moderation.Phrases;

namespace Serjeant.Moderation.Rules;

/// <summary>Decides whether the words round a match take it back: negation, quotation, and what the rule itself names.</summary>
internal sealed class Guards(IReadOnlySet<int> negations, IReadOnlySet<int> clauseWords, Phrase[] reporting)
{
    private const int Window = 6;
    private const int NegationWindow = 4;

    internal bool LetThrough(CompiledRule rule, Phrase? phrase, Reading reading, int first, int end)
    {
        var definition = rule.Definition;
        if (definition.NegationStops && IsNegated(phrase, reading, first, end)) return false;
        if (definition.QuotationStops && IsReportedSpeech(reading, first, end)) return false;
        foreach (var guard in rule.Unless)
            if (Holds(guard, reading, first, end)) return false;
        return rule.Needs.Length == 0 || Array.Exists(rule.Needs, guard => Holds(guard, reading, first, end));
    }

    private static bool Holds(Guard guard, Reading reading, int first, int end)
    {
        if (guard.Place == GuardPlace.Message) return InMessage(guard, guard.Phrases, reading);
        var sentence = reading.SentenceStart(first);
        var sentenceEnd = reading.SentenceEnd(end - 1);
        var (from, to) = guard.Place switch
        {
            GuardPlace.Before => (Math.Max(sentence, first - Window), first),
            GuardPlace.After => (end, Math.Min(sentenceEnd, end + Window)),
            _ => (sentence, sentenceEnd),
        };
        return from < to && Array.Exists(guard.Phrases, p => p.Find(reading, from, to) is not null);
    }

    private bool IsNegated(Phrase? phrase, Reading reading, int first, int end)
    {
        for (var t = first; t < end; t++)
            if (negations.Contains(reading.Ids[t]) && phrase is not null && !phrase.Names(reading.Ids[t])) return true;
        // A pause or a joining word ends what a negation before the match reaches.
        for (var t = first; t > 0 && first - t < NegationWindow; t--)
        {
            if (reading.BeginsSentence(t) || reading.AfterPause(t)) return false;
            var before = reading.Ids[t - 1];
            if (clauseWords.Contains(before)) return false;
            if (negations.Contains(before)) return true;
        }
        return false;
    }

    // Words in quotation marks are somebody else's only if the writer says so: marks alone would be an easy hiding place.
    private bool IsReportedSpeech(Reading reading, int first, int end)
    {
        for (var t = first; t < end; t++)
            if (!reading.IsQuoted(t)) return false;
        if (reading.Memo.TryGetValue(this, out var known)) return known;
        return reading.Memo[this] = SaysWhoSpeaks(reading);
    }

    private bool SaysWhoSpeaks(Reading reading)
    {
        foreach (var phrase in reporting)
            for (var from = 0; phrase.Find(reading, from, reading.Count) is { } found; from = found.End)
                if (!reading.IsQuoted(found.Start)) return true;
        return false;
    }

    // Worked out once for a message, however often the rule matches in it.
    private static bool InMessage(object asked, Phrase[] phrases, Reading reading)
    {
        if (reading.Memo.TryGetValue(asked, out var known)) return known;
        return reading.Memo[asked] = Array.Exists(phrases, p => p.Find(reading, 0, reading.Count) is not null);
    }
}
