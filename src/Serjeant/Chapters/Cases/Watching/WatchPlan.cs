namespace Serjeant.Chapters.Cases.Watching;

/// <summary>When an address is looked at again: an hour, a day, a week and a month after the watch began.</summary>
public static class WatchPlan
{
    public static int Looks => 4;

    /// <summary>The first look that is still to come. What fell due while the desk was off is made up for by one look, not by several.</summary>
    /// <returns>Null when none is to come.</returns>
    public static DateTimeOffset? Next(DateTimeOffset startedAt, DateTimeOffset now) =>
        Times(startedAt).Where(at => at > now).Select(at => (DateTimeOffset?)at).FirstOrDefault();

    /// <summary>How long after, in words: "3 hours", "8 days".</summary>
    public static string After(TimeSpan time) => time switch
    {
        { TotalMinutes: < 90 } => Count(time.TotalMinutes, "minute"),
        { TotalHours: < 36 } => Count(time.TotalHours, "hour"),
        _ => Count(time.TotalDays, "day"),
    };

    private static DateTimeOffset[] Times(DateTimeOffset from) => [from.AddHours(1), from.AddDays(1), from.AddDays(7), from.AddMonths(1)];

    private static string Count(double number, string thing) => CaseFile.CaseWords.Count((int)Math.Max(1, Math.Round(number)), thing);
}
