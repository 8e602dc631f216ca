using Serjeant.Data;
using Serjeant.Evidence;

namespace Serjeant.Chapters.Cases.Watching;

/// <summary>What looks are called on screen, in the chronology and in packs alike.</summary>
public static class WatchWords
{
    public static bool IsVerdict(string word) => Enum.TryParse<WatchVerdict>(word, out _);

    /// <summary>One short phrase without a full stop.</summary>
    public static string Verdict(string verdict) => Read(verdict) switch
    {
        WatchVerdict.StillUp => "Still up",
        WatchVerdict.Changed => "Changed",
        WatchVerdict.Gone => "Gone",
        WatchVerdict.AccountGone => "Account gone",
        WatchVerdict.Locked => "Locked",
        _ => "Can’t tell",
    };

    public static string Colour(string verdict) => Read(verdict) switch
    {
        WatchVerdict.StillUp => "blue",
        WatchVerdict.Changed => "yellow",
        WatchVerdict.Gone or WatchVerdict.AccountGone => "green",
        WatchVerdict.Locked => "purple",
        _ => "grey",
    };

    /// <summary>Whether anybody can still read it; null where that was not seen.</summary>
    public static bool? IsUp(string verdict) => Read(verdict) switch
    {
        WatchVerdict.StillUp or WatchVerdict.Changed => true,
        WatchVerdict.Gone or WatchVerdict.AccountGone or WatchVerdict.Locked => false,
        _ => null,
    };

    public static string Title(Exhibit watched, WatchVerdict verdict, TimeSpan after) =>
        $"Looked at {watched.Label} again after {WatchPlan.After(after)}: {Verdict(verdict.ToString()).ToLowerInvariant()}";

    private static WatchVerdict Read(string verdict) => Enum.TryParse<WatchVerdict>(verdict, out var known) ? known : WatchVerdict.CannotTell;
}
