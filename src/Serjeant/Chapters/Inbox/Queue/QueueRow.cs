using Serjeant.Chapters.Plans.HappeningNow;
using Serjeant.Chapters.Plans.Protocol;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Text.Languages;

namespace Serjeant.Chapters.Inbox.Queue;

/// <summary>Messages that say the same, or nearly, and that one row stands for.</summary>
public sealed record RowGroup(int Total, int Waiting, int Authors, bool Varies, TextGroupKind Kind);

/// <summary>The last time a colleague uncovered it, so that nobody reads it twice for nothing.</summary>
public sealed record SeenBy(string Name, DateTimeOffset At);

/// <summary>One row of the queue: enough to decide without reading, and no more than its reader may see.</summary>
public sealed record QueueRow
{
    public required long Id { get; init; }
    public required Platform Platform { get; init; }
    public required MessageKind Kind { get; init; }
    public required long AuthorId { get; init; }
    public string? Handle { get; init; }
    public string? DisplayName { get; init; }
    public string? Account { get; init; }
    public string? ThreadId { get; init; }
    public string? Address { get; init; }
    public required DateTimeOffset SentAt { get; init; }
    public required MessageState State { get; init; }
    public required int Rank { get; init; }
    public required int Severity { get; init; }
    public required long CategoryBits { get; init; }
    public required IReadOnlyList<MessageFinding> Findings { get; init; }

    /// <summary>The language it is in, where that was not read.</summary>
    public string? Language { get; init; }

    /// <summary>The office's own rule that the worst finding breaks.</summary>
    public RuleInForce? Rule { get; init; }

    /// <summary>The beginning of a harmless text; null when the text stays covered.</summary>
    public string? Snippet { get; init; }
    public required bool MayRead { get; init; }
    public RowGroup? Group { get; init; }
    public SeenBy? Seen { get; init; }
    public Decision? Decided { get; init; }
    public long LastDecisionId { get; init; }

    public bool CannotWait => Rank >= Priority.CannotWait;

    /// <summary>0 (worth knowing) to 3 (can't wait): what may be danger is looked at today, however unsure.</summary>
    public int Urgency => CannotWait ? 3 : Rank >= Priority.MayBeDanger ? 2 : Math.Min(Severity, 2);

    /// <summary>Which steps fit what may be danger; none for everything else.</summary>
    public Situation Situation => Rank < Priority.MayBeDanger ? Situation.None
        : Findings.Where(f => f.Stands).OrderByDescending(f => f.Severity).Select(f => Situations.Of(f.Category)).FirstOrDefault(s => s != Situation.None);

    public IEnumerable<Category> Categories => Data.CategoryBits.In(CategoryBits).OrderByDescending(c =>
        Findings.Where(f => f.Stands && f.Category == c).Select(f => f.Severity).DefaultIfEmpty().Max()).ThenBy(c => c);

    /// <summary>One line in words about a message whose text is covered.</summary>
    public string Summary => Categories.Any()
        ? string.Join(", ", Categories.Take(3).Select((c, i) => i == 0 ? c.Label() : Lower(c.Label())))
        : Language is { } language ? $"In {LanguageNames.Of(language)}, not read" : "Nothing found";

    /// <summary>Why, in the engine's own words; it never quotes the message.</summary>
    public string? Why => Findings.Where(f => f.Stands).OrderByDescending(f => f.Severity).ThenByDescending(f => f.Confidence)
        .Select(f => f.Reason).FirstOrDefault();

    /// <summary>Says that nobody has read it yet, not even the engine; null for English.</summary>
    public string? Unread => Language is { } language ? $"In {LanguageNames.Of(language)}. Serjeant reads English only: a person who reads it should look." : null;

    /// <summary>The account or thread it came to.</summary>
    public string? Where => Account is { } account ? $"to {account}" : Kind switch
    {
        MessageKind.DirectMessage => "direct message",
        MessageKind.Email => null,
        MessageKind.Comment => "comment",
        MessageKind.Reply => "reply",
        MessageKind.Mention => "mention",
        _ => null,
    };

    public string Who => string.IsNullOrWhiteSpace(DisplayName) ? Handle ?? "Unknown sender" : DisplayName;

    /// <summary>What the checkbox sends: the message and the decision that was seen on it, so that two people can't decide over each other.</summary>
    public string Pick => new Decisions.Pick(Id, LastDecisionId).ToString();

    private static string Lower(string label) => char.ToLowerInvariant(label[0]) + label[1..];
}
