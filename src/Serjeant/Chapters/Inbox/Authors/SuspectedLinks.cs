using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Messages;
using Serjeant.Data;
using Serjeant.Text;

namespace Serjeant.Chapters.Inbox.Authors;

/// <summary>One suspicion as shown on either account's page.</summary>
/// <param name="Other">The other account; null where it may not be looked at any more.</param>
public sealed record SuspectedLink(AuthorLink Link, Author? Other, string By, string? UndoneBy)
{
    public bool Stands => Link.UndoneAt is null;

    public string OtherName => Other is null ? "an account that is closed to look at" : Summary.OneLine(Other.DisplayName ?? Other.Handle ?? "Unknown sender", 80);
}

public static class SuspectedLinks
{
    private const int Most = 50;

    /// <summary>What was said about an account, newest first, with what was taken back.</summary>
    public static async Task<IReadOnlyList<SuspectedLink>> OfAsync(SerjeantDb db, long authorId, CancellationToken cancel)
    {
        var links = await db.AuthorLinks.AsNoTracking().Where(l => l.AuthorId == authorId || l.OtherId == authorId)
            .OrderBy(l => l.UndoneAt != null).ThenByDescending(l => l.Id).Take(Most).ToListAsync(cancel);
        if (links.Count == 0)
            return [];
        var others = links.Select(l => l.AuthorId == authorId ? l.OtherId : l.AuthorId).Distinct().ToList();
        var authors = await AuthorAccess.Open(db, db.Authors.AsNoTracking().Where(a => others.Contains(a.Id))).ToDictionaryAsync(a => a.Id, cancel);
        var people = await db.Users.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancel);
        return [.. links.Select(l => new SuspectedLink(l, authors.GetValueOrDefault(l.AuthorId == authorId ? l.OtherId : l.AuthorId), people.NameOf(l.LinkedById),
            l.UndoneById is { } by ? people.NameOf(by) : null))];
    }
}
