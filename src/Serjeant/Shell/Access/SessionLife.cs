using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Shell.Access;

/// <summary>When a session is over by itself.</summary>
internal static class SessionLife
{
    /// <summary>How long a session may last in all, used or not.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public static bool IsOver(SignInSession session, Office office, DateTimeOffset now) =>
        now - session.LastSeenAt > TimeSpan.FromMinutes(office.IdleMinutes) || now - session.StartedAt > Longest;

    /// <summary>For an answer that lasts: whether the session that it began under still stands.</summary>
    public static async Task<bool> StandsAsync(SerjeantDb db, Me me, DateTimeOffset now, CancellationToken cancel) =>
        await db.SignInSessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == me.Session.Id && s.EndedAt == null, cancel) is { } session
        && await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.Id == me.Id, cancel) is { } person
        && !person.HasLeft(now) && person.Role == me.Role && !IsOver(session, me.Office, now);
}
