using Serjeant.Moderation.Phrases;
using Serjeant.Moderation.Rules;
using Serjeant.Text.Languages;
using Serjeant.Text;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Serjeant.Moderation;

/// <summary>Reads messages by the reviewed rules. Time is linear in the message; nothing in a message makes it throw.</summary>
public sealed class RulesJudge : IJudge
{
    private readonly RuleSet rules;
    private readonly WordFinder finder;
    private readonly ThreadLocal<Scratch> scratch;

    public RulesJudge(RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        this.rules = rules;
        finder = new WordFinder(rules.Vocabulary, rules.Starred);
        scratch = new ThreadLocal<Scratch>(() => new Scratch(rules.Index));
    }

    public Verdict Judge(string text) => Judge(Folder.Fold(text));

    /// <summary>Judges a message that has been folded already.</summary>
    public Verdict Judge(FoldedText folded)
    {
        ArgumentNullException.ThrowIfNull(folded);
        var work = scratch.Value!;
        var reading = work.Reading;
        reading.Load(folded, finder);
        var found = work.Found;
        found.Clear();
        FindPhrases(reading, work, found);
        FindPatterns(reading, found);
        FindMeasures(reading, found);
        var language = Language.Of(folded);
        if (language is not null) found.RemoveAll(x => !OtherLanguages.MayStand(x.Rule, x.Finding, folded, language));
        return Scoring.Verdict(Settle(found)) with { Language = language };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindPhrases(Reading reading, Scratch work, List<(CompiledRule Rule, Finding Finding)> found)
    {
        var stamp = work.NextStamp();
        var met = work.Met;
        met[0] = stamp;
        foreach (var id in reading.Ids)
            foreach (var need in rules.Index.NeedsMetBy(id)) met[need] = stamp;
        for (var t = 0; t < reading.Count; t++)
        {
            foreach (var (entry, firstNeed, secondNeed) in rules.Index.For(reading.Ids[t]))
            {
                if (met[firstNeed] != stamp || met[secondNeed] != stamp) continue;
                // Where this phrase has been looked for already in this message; to the end once it was found.
                var seen = work.Seen[entry];
                var until = seen.Stamp == stamp ? seen.Until : 0;
                var (rule, phrase) = rules.Index.Entries[entry];
                var to = Math.Min(reading.Count, t + 1 + phrase.Reach.After);
                while (until <= t && phrase.Find(reading, Math.Max(until, t - phrase.Reach.Before), to, t) is { } match)
                {
                    until = match.End;
                    if (!rules.Guards.LetThrough(rule, phrase, reading, match.Start, match.End)) continue;
                    found.Add((rule, rule.At(reading, match.Start, match.End)));
                    until = int.MaxValue;
                }
                work.Seen[entry] = (stamp, until);
            }
        }
    }

    private void FindPatterns(Reading reading, List<(CompiledRule Rule, Finding Finding)> found)
    {
        if (reading.Count == 0) return;
        var text = reading.Folded.Text;
        var digit = text.IndexOfAnyInRange('0', '9') >= 0;
        var at = text.Contains('@');
        var question = text.Contains('?');
        foreach (var rule in rules.WithPatterns)
        {
            foreach (var pattern in rule.Patterns)
            {
                if (pattern.Hint == PatternHint.Digit && !digit || pattern.Hint == PatternHint.At && !at || pattern.Hint == PatternHint.Question && !question) continue;
                foreach (var match in pattern.Regex.EnumerateMatches(text))
                {
                    var (index, size) = Trim(text, match);
                    var (start, length) = reading.Folded.OriginalSpan(index, size);
                    var (first, end) = reading.TokensIn(start, length);
                    if (!rules.Guards.LetThrough(rule, null, reading, first, end)) continue;
                    found.Add((rule, rule.At(reading, first, end) with { Start = start, Length = length }));
                    break;
                }
            }
        }
    }

    // Patterns have no look-around, so they take a character on either side along.
    private static (int Index, int Length) Trim(ReadOnlySpan<char> text, ValueMatch match)
    {
        var (start, end) = (match.Index, match.Index + match.Length);
        while (start < end - 1 && !char.IsLetterOrDigit(text[start]) && text[start] != '+') start++;
        while (end > start + 1 && !char.IsLetterOrDigit(text[end - 1]) && text[end - 1] != '?') end--;
        return (start, end - start);
    }

    private void FindMeasures(Reading reading, List<(CompiledRule Rule, Finding Finding)> found)
    {
        foreach (var rule in rules.WithDetector)
            if (Detectors.Find(rule.Definition.Detector, reading) is { } span && rules.Guards.LetThrough(rule, null, reading, span.First, span.End))
                found.Add((rule, rule.At(reading, span.First, span.End)));
    }

    // One finding for a rule and category, the gravest; those that yield to another category's go.
    private static IReadOnlyList<Finding> Settle(List<(CompiledRule Rule, Finding Finding)> found)
    {
        if (found.Count == 0) return [];
        var kept = new List<Finding>(found.Count);
        foreach (var group in found.GroupBy(x => x.Rule.Number).OrderBy(g => g.Key))
        {
            var rule = group.First().Rule;
            if (rule.Definition.YieldsTo.Any(c => found.Any(other => other.Finding.Category == c && other.Rule.Definition.Id != rule.Definition.Id))) continue;
            kept.Add(group.Select(x => x.Finding).OrderByDescending(f => f.Severity).ThenByDescending(f => f.Confidence).ThenBy(f => f.Start).ThenByDescending(f => f.Length).First());
        }
        kept.Sort(Finding.WorstFirst);
        return kept;
    }

    private sealed class Scratch(PhraseIndex index)
    {
        private int stamp;

        internal (int Stamp, int Until)[] Seen { get; } = new (int, int)[index.Entries.Length];

        /// <summary>In which message each set of words that some phrase needs was last met.</summary>
        internal int[] Met { get; } = new int[index.NeedCount];

        internal Reading Reading { get; } = new();

        internal List<(CompiledRule Rule, Finding Finding)> Found { get; } = [];

        internal int NextStamp()
        {
            if (++stamp != int.MaxValue) return stamp;
            Array.Clear(Seen);
            Array.Clear(Met);
            return stamp = 1;
        }
    }
}
