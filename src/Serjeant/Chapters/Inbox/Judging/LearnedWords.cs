using Serjeant.Moderation.Offices;

namespace Serjeant.Chapters.Inbox.Judging;

/// <summary>Why the office's own decisions make a finding count for more or less, in a sentence.</summary>
public static class LearnedWords
{
    public static string Of(Learned learned, double confidence)
    {
        var like = learned.SameRule ? "like this" : "of this kind";
        return confidence < learned.Before
            ? FormattableString.Invariant($"Your office left {learned.Left} of {learned.Of} {like}, so it counts for less.")
            : FormattableString.Invariant($"Your office acted on {learned.Of - learned.Left} of {learned.Of} {like}, so it counts for more.");
    }
}
