using Serjeant.Moderation;

namespace Serjeant.Chapters.Plans.Judging;

/// <summary>What an office misses that switches off what may be danger.</summary>
public static class MissedWords
{
    /// <summary>Null for a category that is no danger.</summary>
    public static string? Of(Category category) => category switch
    {
        Category.Threat => "A message that threatens somebody’s life would wait among all the others. Nobody is told when it comes in, and 999 and 101 are not offered beside it.",
        Category.Incitement => "A message that urges others to come to somebody’s house, or to hurt somebody, would wait among all the others. Nobody is told when it comes in.",
        Category.Leak => "A home address, a telephone number or a child’s school that somebody made public would wait among all the others, and stay public meanwhile.",
        Category.Fixation => "A message from somebody who watches, follows or will not stop would look like any other. Nobody would see the pattern grow.",
        Category.Welfare => "A message from somebody who may end their own life would look like any other, and might be read too late.",
        _ => null,
    };
}
