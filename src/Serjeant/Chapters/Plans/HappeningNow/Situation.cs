using Serjeant.Moderation;

namespace Serjeant.Chapters.Plans.HappeningNow;

/// <summary>What may be going on. The names are part of addresses.</summary>
public enum Situation
{
    None,
    Threat,
    Leak,
    Welfare,
    Account,
    PileOn,
}

public static class Situations
{
    /// <summary>The steps that fit a kind of message; none where it isn't one of danger.</summary>
    public static Situation Of(Category category) => category switch
    {
        Category.Threat or Category.Incitement or Category.Fixation => Situation.Threat,
        Category.Leak => Situation.Leak,
        Category.Welfare => Situation.Welfare,
        _ => Situation.None,
    };
}
