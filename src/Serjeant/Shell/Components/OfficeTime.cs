using System.Globalization;

namespace Serjeant.Shell.Components;

/// <summary>Moments in words, in the office's time: that of the United Kingdom unless a zone is given.</summary>
public static class OfficeTime
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static DateTimeOffset Local(DateTimeOffset moment, TimeZoneInfo? zone = null) => TimeZoneInfo.ConvertTime(moment, zone ?? London);

    /// <summary>The zone of an IANA name, or that of the United Kingdom when this machine does not know it.</summary>
    public static TimeZoneInfo Zone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : London;

    /// <summary>27 March 2026 at 4:05pm</summary>
    public static string Full(DateTimeOffset moment, TimeZoneInfo? zone = null) => $"{Date(moment, zone)} at {Clock(moment, zone)}";

    /// <summary>27 March 2026</summary>
    public static string Date(DateTimeOffset moment, TimeZoneInfo? zone = null) => Local(moment, zone).ToString("d MMMM yyyy", English);

    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", English);

    /// <summary>4:05pm, midday, midnight</summary>
    public static string Clock(DateTimeOffset moment, TimeZoneInfo? zone = null)
    {
        var local = Local(moment, zone);
        return (local.Hour, local.Minute) switch
        {
            (0, 0) => "midnight",
            (12, 0) => "midday",
            _ => local.ToString("h:mm", English) + (local.Hour < 12 ? "am" : "pm"),
        };
    }

    /// <summary>The clock for today, the day and month for this year, else the whole date.</summary>
    public static string Short(DateTimeOffset moment, DateTimeOffset now, TimeZoneInfo? zone = null)
    {
        var (then, today) = (Local(moment, zone), Local(now, zone));
        if (then.Date == today.Date) return Clock(moment, zone);
        if (then.Date == today.Date.AddDays(-1)) return "Yesterday, " + Clock(moment, zone);
        return then.ToString(then.Year == today.Year ? "d MMM" : "d MMM yyyy", English);
    }

    /// <summary>"just now", "5 minutes ago", "in 3 days"; beyond a month, the date.</summary>
    public static string Ago(DateTimeOffset moment, DateTimeOffset now, TimeZoneInfo? zone = null)
    {
        var gap = now - moment;
        var size = gap.Duration();
        if (size < TimeSpan.FromMinutes(1)) return "just now";
        if (size > TimeSpan.FromDays(31)) return Date(moment, zone);
        var (count, unit) = size.TotalHours < 1 ? ((int)size.TotalMinutes, "minute")
            : size.TotalDays < 1 ? ((int)size.TotalHours, "hour") : ((int)size.TotalDays, "day");
        var words = string.Create(English, $"{count} {unit}{(count == 1 ? "" : "s")}");
        return gap > TimeSpan.Zero ? words + " ago" : "in " + words;
    }

    /// <summary>27 March 2026 at 4:05:09pm GMT</summary>
    public static string WithZone(DateTimeOffset moment, TimeZoneInfo? zone = null)
    {
        var local = Local(moment, zone);
        var name = zone is not null && !zone.Equals(London) ? local.ToString("'UTC'zzz", English) : local.Offset == TimeSpan.Zero ? "GMT" : "BST";
        return local.ToString("d MMMM yyyy 'at' h:mm:ss", English) + (local.Hour < 12 ? "am " : "pm ") + name;
    }

    public static string Iso(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
