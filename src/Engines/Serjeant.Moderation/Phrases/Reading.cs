using Serjeant.Text;

namespace Serjeant.Moderation.Phrases;

/// <summary>A message as the rules see it: numbered words, each with its place in the original.</summary>
internal sealed class Reading
{
    // Longer is no sentence but text without stops; a bound keeps guards linear.
    private const int LongestSentence = 64;

    private readonly List<int> starts = [];
    private readonly List<int> ends = [];
    private readonly List<TokenMarks> marks = [];

    internal List<int> Ids { get; } = [];

    /// <summary>Answers about the whole message that were already worked out, by what was asked.</summary>
    internal Dictionary<object, bool> Memo { get; } = [];

    internal FoldedText Folded { get; private set; } = null!;

    internal int Count => Ids.Count;

    internal bool BeginsSentence(int t) => t == 0 || (marks[t] & TokenMarks.NewSentence) != 0;

    internal bool EndsSentence(int t) => t + 1 >= Count || BeginsSentence(t + 1);

    internal bool IsQuoted(int t) => (marks[t] & TokenMarks.Quoted) != 0;

    internal bool AfterPause(int t) => (marks[t] & TokenMarks.AfterPause) != 0;

    /// <summary>The first token of the sentence, or of as much of it as is looked at.</summary>
    internal int SentenceStart(int t)
    {
        var limit = Math.Max(0, t - LongestSentence);
        while (t > limit && !BeginsSentence(t)) t--;
        return t;
    }

    /// <summary>The token after the sentence, or after as much of it as is looked at.</summary>
    internal int SentenceEnd(int t)
    {
        var limit = Math.Min(Count, t + LongestSentence);
        while (t < limit && !EndsSentence(t)) t++;
        return Math.Min(t + 1, Count);
    }

    /// <summary>Where tokens stand in the original, in UTF-16 code units.</summary>
    internal (int Start, int Length) Span(int first, int end) => (starts[first], ends[end - 1] - starts[first]);

    /// <summary>The tokens that overlap a stretch of the original; never empty unless there are no tokens.</summary>
    internal (int First, int End) TokensIn(int start, int length)
    {
        var first = ends.BinarySearch(start + 1);
        if (first < 0) first = ~first;
        first = Math.Min(first, Math.Max(0, Count - 1));
        var end = first;
        while (end < Count && starts[end] < start + length) end++;
        return (first, Math.Max(end, first + 1));
    }

    internal void Load(FoldedText folded, WordFinder finder)
    {
        Folded = folded;
        Memo.Clear();
        Ids.Clear();
        starts.Clear();
        ends.Clear();
        marks.Clear();
        foreach (var token in folded.Tokens)
        {
            var id = finder.Find(folded, token);
            if (id == Vocabulary.Unknown && token.Has(TokenMarks.Spaced | TokenMarks.Hashtag) && finder.Cut(folded.TextOf(token)) is { } pieces)
            {
                var at = token.Start;
                for (var i = 0; i < pieces.Count; i++)
                {
                    Add(folded, at, pieces[i].Length, pieces[i].Id, i == 0 ? token.Marks : token.Marks & TokenMarks.Quoted);
                    at += pieces[i].Length;
                }
                continue;
            }
            Add(folded, token.Start, token.Length, id, token.Marks);
        }
    }

    private void Add(FoldedText folded, int start, int length, int id, TokenMarks tokenMarks)
    {
        var (from, span) = folded.OriginalSpan(start, length);
        Ids.Add(id);
        starts.Add(from);
        ends.Add(from + span);
        marks.Add(tokenMarks);
    }
}
