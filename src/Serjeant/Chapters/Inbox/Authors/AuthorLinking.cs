using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Inbox.Authors;

public enum LinkProblem
{
    None,

    /// <summary>No account of that name that may be looked at: whether one is there at all is not told.</summary>
    NoSuchAccount,
    SameAccount,
    AlreadyLinked,
}

/// <summary>Says that two accounts are suspected to be one person, with a reason, and takes it back.</summary>
public sealed class AuthorLinking(SerjeantDb db, OfficeChanges changes, TimeProvider time)
{
    public const int LongestReason = 500;

    public Task<LinkProblem> LinkAsync(long officeId, long personId, long authorId, Platform platform, string handle, string reason, CancellationToken cancel) =>
        changes.RunAsync(officeId, personId, async ledger =>
        {
            var key = handle.TrimStart('@').ToLowerInvariant();
            var found = await db.Authors.Where(a => a.Platform == platform && (a.Key == key || a.Handle == handle || a.Handle == key || a.Handle == "@" + key))
                .OrderBy(a => a.Id).Select(a => (long?)a.Id).FirstOrDefaultAsync(cancel);
            if (found is not { } other || !await AuthorAccess.IsOpenAsync(db, other, cancel))
                return LinkProblem.NoSuchAccount;
            if (other == authorId)
                return LinkProblem.SameAccount;
            var (first, second) = (Math.Min(authorId, other), Math.Max(authorId, other));
            if (await db.AuthorLinks.AnyAsync(l => l.AuthorId == first && l.OtherId == second && l.UndoneAt == null, cancel))
                return LinkProblem.AlreadyLinked;
            var link = db.AuthorLinks.Add(new AuthorLink
            {
                OfficeId = officeId,
                AuthorId = first,
                OtherId = second,
                Reason = reason,
                LinkedById = personId,
                LinkedAt = time.GetUtcNow(),
            }).Entity;
            await db.SaveChangesAsync(cancel);
            ledger.Record("author.linked", "author-link", link.Id, ("author", Text(first)), ("other", Text(second)));
            ledger.Commit("author:" + Text(first), "reason", reason);
            return LinkProblem.None;
        }, cancel);

    /// <returns>False when this account has no such link, or it was taken back already.</returns>
    public Task<bool> UndoAsync(long officeId, long personId, long authorId, long linkId, CancellationToken cancel) =>
        changes.RunAsync(officeId, personId, async ledger =>
        {
            var link = await db.AuthorLinks.SingleOrDefaultAsync(l => l.Id == linkId && l.UndoneAt == null && (l.AuthorId == authorId || l.OtherId == authorId), cancel);
            if (link is null)
                return false;
            (link.UndoneAt, link.UndoneById) = (time.GetUtcNow(), personId);
            ledger.Record("author.link-undone", "author-link", link.Id, ("author", Text(link.AuthorId)), ("other", Text(link.OtherId)));
            return true;
        }, cancel);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
