using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Cases.ChildImages;

/// <summary>The messages of an office that were sealed off. A reply carries the beginning of what it answers: those words were sealed off with the message that they are from.</summary>
internal sealed class SealedParents
{
    private readonly HashSet<(Platform, string)> ids;

    private SealedParents(HashSet<(Platform, string)> ids) => this.ids = ids;

    public static async Task<SealedParents> ReadAsync(SerjeantDb db, long officeId, CancellationToken cancel)
    {
        var shut = await db.Exhibits.IgnoreQueryFilters().AsNoTracking().Where(e => e.OfficeId == officeId && e.SealedOffAt != null)
            .Join(db.Messages, e => e.MessageId, m => (long?)m.Id, (_, m) => new { m.Platform, m.ExternalId }).ToListAsync(cancel);
        return new SealedParents([.. shut.Select(m => (m.Platform, m.ExternalId))]);
    }

    /// <summary>Whether a message answers one of them. Some sources name only the thread.</summary>
    public bool IsAnsweredBy(Message message) => Has(message, message.InReplyTo) || Has(message, message.ThreadId);

    private bool Has(Message message, string? id) => id is not null && ids.Contains((message.Platform, id));
}
