using System.Globalization;

namespace Serjeant.Chapters.Cases.Reports;

/// <summary>A day and a time as a person enters them, on the office's clock.</summary>
public static class OfficeMoment
{
    private static readonly string[] Shapes = ["H:mm", "H:mm:ss", "h:mmtt", "h:mm tt", "htt", "h tt", "H.mm"];

    /// <param name="time">14:30, 2:30pm; empty is midday, for when only the day is known.</param>
    /// <returns>Null when the day is missing or the time isn't one. A time that the clocks skipped is moved on by the skip.</returns>
    public static DateTimeOffset? From(DateOnly? day, string? time, TimeZoneInfo zone)
    {
        if (day is null)
            return null;
        var at = new TimeOnly(12, 0);
        if (!string.IsNullOrWhiteSpace(time) && !TimeOnly.TryParseExact(time.Trim(), Shapes, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out at))
            return null;
        var local = day.Value.ToDateTime(at, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
