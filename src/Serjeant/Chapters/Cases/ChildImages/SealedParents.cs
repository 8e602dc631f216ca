using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Cases.ChildImages;

/// <summary>A message that was sealed off, as others point at it. Whatever answers it may quote it.</summary>
internal sealed partial record SealedParent(long OfficeId, long Id, Platform Platform, MessageKind Kind, string ExternalId, string? ThreadId, DateTimeOffset SentAt)
{
    private readonly Lazy<Func<Message, bool>> inMemory = new(() => Rule(OfficeId, Id, Platform, NamesOf(ExternalId), MailThreadOf(Kind, ThreadId), SentAt).Compile(preferInterpretation: true));

    /// <summary>What an answer may call it by, and the thread in which mails quote one another.</summary>
    public IEnumerable<string> Keys => MailThreadOf(Kind, ThreadId) is { } thread ? NamesOf(ExternalId).Append(thread) : NamesOf(ExternalId);

    public static IQueryable<SealedParent> Of(IQueryable<Message> messages) =>
        messages.Select(m => new SealedParent(m.OfficeId, m.Id, m.Platform, m.Kind, m.ExternalId, m.ThreadId, m.SentAt));

    public IQueryable<Message> AnswersIn(SerjeantDb db) => db.Messages.Where(Rule(OfficeId, Id, Platform, NamesOf(ExternalId), MailThreadOf(Kind, ThreadId), SentAt));

    public bool IsAnsweredBy(Message message) => inMemory.Value(message);

    /// <summary>
    /// Some sources name only the thread, which is then the post that is quoted. A mail carries all that it answers, so what came after it in its thread may quote it too.
    /// </summary>
    private static Expression<Func<Message, bool>> Rule(long office, long id, Platform platform, List<string> names, string? mails, DateTimeOffset since) => m =>
        m.OfficeId == office && m.Platform == platform && m.Id != id
        && ((m.InReplyTo != null && names.Contains(m.InReplyTo)) || (m.ThreadId != null && names.Contains(m.ThreadId)) || (mails != null && m.ThreadId == mails && m.SentAt > since));

    /// <summary>A mail's id here has a number of its content behind it, which whoever answers does not know.</summary>
    private static List<string> NamesOf(string externalId) => ContentNumber().Match(externalId) is { Success: true } match ? [externalId, externalId[..match.Index]] : [externalId];

    private static string? MailThreadOf(MessageKind kind, string? thread) => kind == MessageKind.Email ? thread : null;

    [GeneratedRegex("~[0-9a-f]{24}$", RegexOptions.CultureInvariant)]
    private static partial Regex ContentNumber();
}

/// <summary>The messages of an office that were sealed off, or whose page was, to ask of each that comes in whether it answers one.</summary>
internal sealed class SealedParents
{
    private readonly ILookup<(Platform, string), SealedParent> parents;

    private SealedParents(IEnumerable<SealedParent> all) => parents = all.SelectMany(p => p.Keys.Select(key => (Key: (p.Platform, key), Parent: p))).ToLookup(p => p.Key, p => p.Parent);

    public static async Task<SealedParents> ReadAsync(SerjeantDb db, long officeId, CancellationToken cancel)
    {
        // A list of ids, and not a question about each message: this is asked for every batch that comes in.
        var shut = db.Exhibits.IgnoreQueryFilters().Where(e => e.OfficeId == officeId && e.SealedOffAt != null && e.MessageId != null).Select(e => e.MessageId!.Value);
        return new SealedParents(await SealedParent.Of(db.Messages.IgnoreQueryFilters().AsNoTracking().Where(m => shut.Contains(m.Id))).ToListAsync(cancel));
    }

    public bool IsAnsweredBy(Message message) => Has(message, message.InReplyTo) || Has(message, message.ThreadId);

    private bool Has(Message message, string? key) => key is not null && parents[(message.Platform, key)].Any(p => p.IsAnsweredBy(message));
}
