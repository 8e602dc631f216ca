using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Shell.Access;

namespace Serjeant.Chapters.Inbox.Live;

/// <summary>What one reader is told of while a page is open.</summary>
/// <param name="Abuse">False for readers who only see what isn't abuse.</param>
/// <param name="From">The rank from which they want to know.</param>
/// <param name="MailRules">Whether they look after the office's mail accounts.</param>
public sealed record Lane(long OfficeId, bool Abuse, int From, bool MailRules)
{
    /// <summary>Who asked for only what needs them is told of what can't wait; everybody else of all that may be danger.</summary>
    public static Lane Of(Me me) => new(
        me.OfficeId,
        Queue.QueueSight.Of(me).Abuse,
        me.Role == Role.Principal || me.Person.Reading == ReadingChoice.OnlyWhatNeedsMe ? Priority.CannotWait : Priority.MayBeDanger,
        me.Can(Permission.ManageOffice));
}
