using Serjeant.Text;
using Serjeant.Text.Languages;

namespace Serjeant.Moderation;

/// <summary>
/// Says that a message has nothing to do with the post it answers, only where not even the beginning of a word is the same, and both are long enough for that to
/// mean something. Worth knowing and no more: severity 0, no abuse.
/// </summary>
public static class OffTopic
{
    public const string Rule = "off-topic.shares-nothing";

    private const int FewestOfMessage = 13;
    private const double Confidence = 0.5;

    /// <summary>The verdict, with a finding more where the message is off the topic of the post.</summary>
    public static Verdict Consider(FoldedText message, Verdict verdict, PostTopic post)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(post);
        if (!post.IsEnough || verdict.Abuse || verdict.Language is not null || message.Text.Contains('?')) return verdict;
        foreach (var finding in verdict.Findings)
            if (finding.Category is Category.Question or Category.Casework or Category.Support or Category.Welfare) return verdict;
        var words = new HashSet<ulong>();
        foreach (var token in message.Tokens)
        {
            if (TopicWords.KeyOf(message, token) is not { } key) continue;
            if (post.Shares(message, token, key)) return verdict;
            words.Add(key);
        }
        if (words.Count < FewestOfMessage) return verdict;
        var (start, _) = message.OriginalSpan(message.Tokens[0]);
        var (last, length) = message.OriginalSpan(message.Tokens[^1]);
        return verdict with
        {
            Findings = [.. verdict.Findings, new Finding(Rule, Category.OffTopic, 0, Confidence,
                "Has no word in common with the post that it answers. It may be about it all the same.", start, last + length - start)],
        };
    }
}

/// <summary>What a post is about, by its words. Made once for all that answer it; safe to share between threads.</summary>
public sealed class PostTopic
{
    private const int Fewest = 8;

    private readonly HashSet<ulong> keys = [];
    private readonly HashSet<ulong> pieces = [];

    public PostTopic(string text)
    {
        var folded = Folder.Fold(text);
        foreach (var token in folded.Tokens)
        {
            if (TopicWords.KeyOf(folded, token) is not { } key) continue;
            keys.Add(key);
            if (token.Has(TokenMarks.Hashtag)) pieces.UnionWith(TopicWords.PiecesOf(folded.TextOf(token)));
        }
        IsEnough = keys.Count >= Fewest && Language.Of(folded) is null;
    }

    /// <summary>Long enough, and in English.</summary>
    public bool IsEnough { get; }

    internal bool Shares(FoldedText message, Token token, ulong key) =>
        keys.Contains(key) || pieces.Contains(key) || token.Has(TokenMarks.Hashtag) && TopicWords.PiecesOf(message.TextOf(token)).Exists(keys.Contains);
}
