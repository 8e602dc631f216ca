using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Serjeant.Chapters.Inbox.Groups;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Text.Languages;

namespace Serjeant.Chapters.Inbox.Queue;

public enum QueueState
{
    Waiting,
    Decided,
    All,
}

/// <summary>What a person asks the queue for. The address of a page of the queue is this and a cursor, so that it can be kept and shared.</summary>
public sealed record QueueFilter
{
    public const int LongestWords = 200;
    public const string NotEnglish = "other";

    public QueueState State { get; init; }
    public Platform? Platform { get; init; }

    /// <summary>Any of these, packed as <see cref="CategoryBits"/>; 0 for every kind of message.</summary>
    public long Kinds { get; init; }

    /// <summary>Number of the office's own rule.</summary>
    public int? Rule { get; init; }
    public long? Author { get; init; }

    /// <summary>BCP 47 code, or <see cref="NotEnglish"/> for all that were not read.</summary>
    public string? Language { get; init; }

    /// <summary>First and last day, in the office's time zone.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>Only groups of this kind.</summary>
    public TextGroupKind? Group { get; init; }

    /// <summary>Only what needs a person now.</summary>
    public bool CannotWait { get; init; }
    public string? Words { get; init; }

    /// <summary>True when messages of one same-text group may differ in the answer, so that the group's standing message can't speak for it.</summary>
    public bool CutsAcrossGroups => Platform is not null || Author is not null || From is not null || To is not null || Words is not null;

    public static QueueFilter Only(params IEnumerable<Category> categories) => new() { Kinds = CategoryBits.Of(categories) };

    public bool Is(Category category) => Kinds == CategoryBits.Of(category);

    public bool IsPlain => this == new QueueFilter { State = State };

    /// <summary>Reads an address. What can't be read is left out, except dates, which people type: those go to <paramref name="unread"/>.</summary>
    public static QueueFilter Read(IQueryCollection query, Action<string> unread) => new()
    {
        State = query["state"].ToString() switch { "decided" => QueueState.Decided, "all" => QueueState.All, _ => QueueState.Waiting },
        Platform = Enum.TryParse<Platform>(query["platform"], ignoreCase: true, out var platform) && Enum.IsDefined(platform) ? platform : null,
        Kinds = CategoryBits.Of(query["category"].Select(id => CategoryNames.TryParse(id, out var c) ? c : (Category?)null).OfType<Category>()),
        Rule = Number(query["rule"]) is > 0 and < 1000 and { } rule ? (int)rule : null,
        Author = Number(query["author"]),
        Language = query["language"].ToString() is var language && (language == NotEnglish || LanguageNames.IsKnown(language)) ? language : null,
        From = Day(query, "from", unread),
        To = Day(query, "to", unread),
        Group = GroupWords.Parse(query["group"]),
        CannotWait = query["now"] == "1",
        Words = Clean(query["q"]),
    };

    /// <summary>With the leading question mark; empty when there is nothing to say.</summary>
    public string ToQuery(QueueCursor? cursor = null)
    {
        var query = new QueryBuilder();
        Add("state", State == QueueState.Waiting ? null : State.ToString().ToLowerInvariant());
        Add("platform", Platform?.ToString().ToLowerInvariant());
        foreach (var category in CategoryBits.In(Kinds))
            Add("category", category.Id());
        Add("rule", Rule?.ToString(CultureInfo.InvariantCulture));
        Add("author", Author?.ToString(CultureInfo.InvariantCulture));
        Add("language", Language);
        Add("from", From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("to", To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("group", Group?.Id());
        Add("now", CannotWait ? "1" : null);
        Add("q", Words);
        Add(cursor?.Backwards == true ? "before" : "after", cursor?.ToString());
        return query.ToString();

        void Add(string name, string? value)
        {
            if (value is not null)
                query.Add(name, value);
        }
    }

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static string? Clean(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim() is { Length: > LongestWords } many ? many[..LongestWords] : text.Trim();

    private static DateOnly? Day(IQueryCollection query, string name, Action<string> unread)
    {
        var text = query[name].ToString().Trim();
        if (text.Length == 0)
            return null;
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        unread(name);
        return null;
    }
}
