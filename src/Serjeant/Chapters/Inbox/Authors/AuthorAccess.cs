using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Authors;

/// <summary>
/// An author can be looked at as a person only when there is a reason: a finding that a protocol acts on, or a case. The desk
/// keeps no list of who criticised the office.
/// </summary>
public static class AuthorAccess
{
    public static Task<bool> IsOpenAsync(SerjeantDb db, long authorId, CancellationToken cancel) =>
        Open(db, db.Authors.Where(a => a.Id == authorId)).AnyAsync(cancel);

    /// <summary>Those that may be looked at.</summary>
    public static IQueryable<Author> Open(SerjeantDb db, IQueryable<Author> authors) =>
        authors.Where(a => db.Messages.Any(m => m.AuthorId == a.Id && ((m.CategoryBits & Harmful) != 0 || db.CaseMessages.Any(c => c.MessageId == m.Id))));

    /// <summary>Abuse, and what a protocol acts on though it is no abuse. Criticism, questions and support open nobody's page.</summary>
    private static readonly long Harmful = CategoryBits.Abuse | CategoryBits.Of(
        [Moderation.Category.Spam, Moderation.Category.Advertising, Moderation.Category.Inauthentic, Moderation.Category.Leak, Moderation.Category.Fixation]);
}
