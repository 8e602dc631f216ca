using Serjeant.Data;

namespace Serjeant.Chapters.Plans.Protocol;

/// <summary>What "flag less, balanced, flag more" means: how sure a finding must be before the rule is cited for it.</summary>
public static class FlagLevels
{
    public static double SurerThan(this FlagLevel level) => level switch
    {
        FlagLevel.Less => 0.75,
        FlagLevel.More => 0.25,
        _ => 0.5,
    };

    public static string Words(this FlagLevel level) => level switch
    {
        FlagLevel.Less => "Flag less",
        FlagLevel.More => "Flag more",
        _ => "Balanced",
    };
}
