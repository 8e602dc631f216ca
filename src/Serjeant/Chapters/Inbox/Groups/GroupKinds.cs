using Serjeant.Data;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Inbox.Groups;

/// <summary>What is looked at in one message of a group.</summary>
/// <param name="Letter">It came by mail or by a form.</param>
public readonly record struct GroupMessage(DateTimeOffset SentAt, long AuthorId, bool Hostile, bool Letter);

/// <summary>Tells a pile-on from a letter campaign and from somebody who repeats himself. See ADR 0096.</summary>
public static class GroupKinds
{
    /// <summary>A pile-on has this many accounts: more than a family or a circle of friends, few enough to be told while it begins.</summary>
    public const int PileOnAccounts = 10;

    /// <summary>Within this time: an evening. A slogan that a hundred people use in a year is none.</summary>
    public static readonly TimeSpan PileOnTime = TimeSpan.FromHours(6);

    /// <summary>This share of them is abuse or hostile. Mass criticism is politics.</summary>
    public const double PileOnHostile = 0.5;

    /// <summary>A silence of this length ends a burst.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromHours(2);

    /// <summary>A campaign has this many people: a household may sign one letter.</summary>
    public const int CampaignPeople = 5;

    /// <summary>Characters of a letter: a greeting, a request and a reason don't fit in fewer, a slogan does.</summary>
    public const int CampaignLength = 150;

    /// <summary>This share came by mail or form; some repost their letter.</summary>
    public const double CampaignLetters = 0.8;

    /// <summary>At most this share is hostile: a few add what they feel.</summary>
    public const double CampaignHostile = 0.1;

    /// <summary>Messages of each on average, at most: who writes twice forgot that he had.</summary>
    public const double CampaignEach = 2;

    /// <summary>Who sends one text this often means to be noticed.</summary>
    public const int RepeatedTotal = 5;
    public const int RepeatedEach = 3;

    /// <summary>More accounts than this, and it is no longer a few.</summary>
    public const int RepeatedAccounts = 3;

    /// <summary>A smaller group is never more than "the same message".</summary>
    public const int Fewest = 5;

    // An address alone is no leak: every letter has one under it. Where it is a leak, the message is abuse.
    private static readonly long HostileBits = CategoryBits.Abuse
        | CategoryBits.Of(Enum.GetValues<Category>().Where(c => c != Category.Leak && (Scoring.MayBeAbuse(c) || c == Category.Profanity)));

    private static readonly long HostileInDoubt = CategoryBits.Abuse | CategoryBits.Of(Category.Profanity);

    /// <summary>What only asks a person to look makes nobody hostile.</summary>
    public static bool IsHostile(long categoryBits) =>
        (categoryBits & ((categoryBits & CategoryBits.Doubt) != 0 ? HostileInDoubt : HostileBits)) != 0;

    public static bool IsLetter(Platform platform, MessageKind kind) => platform == Platform.Email || kind is MessageKind.Email or MessageKind.Other;

    /// <param name="messages">In any order.</param>
    /// <param name="length">Characters of a typical one.</param>
    /// <returns>The kind, and of a pile-on when its last burst began.</returns>
    public static (TextGroupKind Kind, DateTimeOffset? BurstAt) Of(IReadOnlyList<GroupMessage> messages, int length)
    {
        if (messages.Count < Fewest)
            return (TextGroupKind.Same, null);
        if (LastBurst([.. messages.OrderBy(m => m.SentAt)]) is { } burst)
            return (TextGroupKind.PileOn, burst);
        var people = messages.Select(m => m.AuthorId).Distinct().Count();
        if (people >= CampaignPeople && length >= CampaignLength && messages.Count <= CampaignEach * people
            && messages.Count(m => m.Letter) >= CampaignLetters * messages.Count && messages.Count(m => m.Hostile) <= CampaignHostile * messages.Count)
            return (TextGroupKind.Campaign, null);
        return people <= RepeatedAccounts && messages.Count >= Math.Max(RepeatedTotal, RepeatedEach * people)
            ? (TextGroupKind.Repeated, null) : (TextGroupKind.Same, null);
    }

    /// <summary>The last time that enough accounts wrote within <see cref="PileOnTime"/>, followed back to the silence before it.</summary>
    private static DateTimeOffset? LastBurst(GroupMessage[] messages)
    {
        var accounts = new Dictionary<long, int>();
        var (hostile, first) = (0, messages.Length);
        for (var last = messages.Length - 1; last >= 0; last--)
        {
            // The window ends with this message: whoever is later has left, whoever is early enough comes in.
            if (last + 1 < messages.Length)
                Leave(messages[last + 1]);
            while (first > 0 && messages[last].SentAt - messages[first - 1].SentAt <= PileOnTime)
                Enter(messages[--first]);
            if (accounts.Count < PileOnAccounts || hostile < PileOnHostile * (last - first + 1))
                continue;
            while (first > 0 && messages[first].SentAt - messages[first - 1].SentAt <= Quiet)
                first--;
            return messages[first].SentAt;
        }
        return null;

        void Enter(GroupMessage message)
        {
            accounts[message.AuthorId] = accounts.GetValueOrDefault(message.AuthorId) + 1;
            hostile += message.Hostile ? 1 : 0;
        }

        void Leave(GroupMessage message)
        {
            if (--accounts[message.AuthorId] == 0)
                accounts.Remove(message.AuthorId);
            hostile -= message.Hostile ? 1 : 0;
        }
    }
}
