using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Queue;

/// <summary>Messages of a state from a rank up.</summary>
internal static class UrgentWaiting
{
    /// <summary>Both halves of the queue's index, so that each is read from its worst end and no further than the rank.</summary>
    public static IReadOnlyList<IQueryable<Message>> Halves(SerjeantDb db, QueueSight sight, MessageState state, int from)
    {
        var urgent = sight.Of(db.Messages.Where(m => m.State == state && m.Rank >= from));
        return [urgent.Where(m => m.StandsForGroup), urgent.Where(m => !m.StandsForGroup)];
    }
}
