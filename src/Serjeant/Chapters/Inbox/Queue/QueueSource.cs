using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Queue;

/// <summary>A filter as database queries: one for each stretch of the queue's index, so that a page reads little more than it shows.</summary>
public sealed class QueueSource(SerjeantDb db, QueueFilter filter, QueueSight sight, TimeZoneInfo zone, long? ruleBits)
{
    /// <summary>Stretches whose merge is the whole answer, each with one row for each same-text group.</summary>
    public IEnumerable<IQueryable<Message>> Stretches()
    {
        foreach (var state in States)
        {
            yield return Matching(state).Where(m => m.StandsForGroup);
            if (filter.CutsAcrossGroups || filter.Kinds != 0 || filter.Language is not null || ruleBits is not null)
                yield return BehindAnother(state);
        }
    }

    /// <summary>
    /// Where a group's standing message does not match (it is on another platform or day, or lacks a category), the first that does speaks
    /// for the group. Found for all groups at once: looking behind every message was ten times slower.
    /// </summary>
    private IQueryable<Message> BehindAnother(MessageState state)
    {
        var standing = Matching(state).Where(m => m.StandsForGroup);
        var others = Matching(state).Where(m => !m.StandsForGroup && m.TextKey != null);
        // Within one wording all have the same categories.
        if (!filter.CutsAcrossGroups)
            others = others.Where(m => db.TextGroups.Any(g => g.TextKey == m.TextKey && g.Varies));
        var firsts = others.GroupBy(m => m.TextKey).Select(g => g.Min(m => m.Id));
        return db.Messages.Where(m => firsts.Contains(m.Id) && !standing.Any(b => b.TextKey == m.TextKey));
    }

    public IEnumerable<IQueryable<Message>> Everything() => States.Select(Matching);

    private IEnumerable<MessageState> States => filter.State switch
    {
        QueueState.Waiting => [MessageState.Waiting],
        QueueState.Decided => [MessageState.Decided],
        _ => [MessageState.Waiting, MessageState.Decided],
    };

    private IQueryable<Message> Matching(MessageState state)
    {
        var messages = sight.Of(db.Messages.Where(m => m.State == state));
        if (filter.Platform is { } platform)
            messages = messages.Where(m => m.Platform == platform);
        if (filter.Kinds is not 0 and var kinds)
            messages = messages.Where(m => (m.CategoryBits & kinds) != 0);
        if (ruleBits is { } rule)
            messages = messages.Where(m => (m.CategoryBits & rule) != 0);
        if (filter.Author is { } author)
            messages = messages.Where(m => m.AuthorId == author);
        if (filter.Language is QueueFilter.NotEnglish)
            messages = messages.Where(m => m.Language != null);
        else if (filter.Language is { } language)
            messages = messages.Where(m => m.Language == language);
        if (filter.Group is { } kind)
            messages = messages.Where(m => db.TextGroups.Any(g => g.TextKey == m.TextKey && g.Kind == kind));
        if (filter.CannotWait)
            messages = messages.Where(m => m.Rank >= Moderation.Priority.CannotWait);
        if (filter.From is { } from)
        {
            var since = StartOf(from);
            messages = messages.Where(m => m.SentAt >= since);
        }
        if (filter.To is { } to && to < DateOnly.MaxValue)
        {
            var until = StartOf(to.AddDays(1));
            messages = messages.Where(m => m.SentAt < until);
        }
        if (filter.Words is { } words)
        {
            var found = QueueSearch.Ids(db, words);
            messages = found is null ? messages.Where(m => false) : messages.Where(m => found.Contains(m.Id));
        }
        return messages;
    }

    /// <summary>Midnight there; where clocks skip midnight, the first moment of the day.</summary>
    private DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
