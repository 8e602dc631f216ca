using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Shell.Access;

namespace Serjeant.Chapters.Inbox.Queue;

/// <summary>What one person may see of messages, by role.</summary>
/// <param name="Abuse">False for people who only see what isn't abuse.</param>
/// <param name="Uncover">May read text that is covered.</param>
public sealed record QueueSight(bool Abuse, bool Uncover, bool Snippets)
{
    /// <summary>Categories whose text is never shown before somebody asks for it.</summary>
    private static readonly long Harsh = CategoryBits.Abuse | CategoryBits.Of(
        Enum.GetValues<Category>().Where(c => Scoring.MayBeAbuse(c) || c is Category.Profanity or Category.Welfare));

    public static QueueSight Of(Me me) => new(
        Abuse: me.Role != Role.Author,
        Uncover: me.Can(Permission.UncoverText),
        Snippets: me.Person.Reading == ReadingChoice.Everything && me.Role != Role.Principal);

    /// <summary>True for what was found to be harsh, and for what is in a language that nothing read.</summary>
    public static bool IsHarsh(long categoryBits, string? language) => language is not null || (categoryBits & Harsh) != 0;

    public bool MayKnowOf(Message message) => Abuse || !message.Abuse;

    public bool MayRead(long categoryBits, string? language) => Uncover || !IsHarsh(categoryBits, language);

    public IQueryable<Message> Of(IQueryable<Message> messages) =>
        Abuse ? messages : messages.Where(m => (m.CategoryBits & CategoryBits.Abuse) == 0);
}
