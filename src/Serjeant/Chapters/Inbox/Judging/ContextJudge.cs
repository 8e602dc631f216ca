using Serjeant.Moderation;
using Serjeant.Text;

namespace Serjeant.Chapters.Inbox.Judging;

/// <summary>The judge that ships, with the post in view that a message answers. Safe to call from many threads.</summary>
internal sealed class ContextJudge(IJudge judge)
{
    private volatile KnownTopic? last;

    /// <param name="post">Null where it isn't known.</param>
    public Verdict Judge(FoldedText message, string? post)
    {
        var verdict = judge.Judge(message);
        return post is { Length: > 0 } ? OffTopic.Consider(message, verdict, TopicOf(post)) : verdict;
    }

    /// <summary>Answers to one post mostly come together, so the last is remembered.</summary>
    private PostTopic TopicOf(string post)
    {
        if (last is { } known && known.Post == post)
            return known.Topic;
        var topic = new PostTopic(post);
        last = new KnownTopic(post, topic);
        return topic;
    }

    private sealed record KnownTopic(string Post, PostTopic Topic);
}
