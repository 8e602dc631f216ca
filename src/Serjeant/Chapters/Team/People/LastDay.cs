using Serjeant.Data;

namespace Serjeant.Chapters.Team.People;

/// <summary>A last day, as people say it, and the moment at which access ends: midnight after it, where the office is.</summary>
public static class LastDay
{
    public static DateTimeOffset? EndOf(DateOnly? day, Office office)
    {
        if (day is not { } date)
            return null;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(office.TimeZone);
        var midnight = date.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    public static DateOnly? Of(DateTimeOffset? end, Office office) => end is { } moment
        ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment.AddTicks(-1), TimeZoneInfo.FindSystemTimeZoneById(office.TimeZone)).DateTime) : null;

    /// <summary>What is wrong with a last day that somebody typed; null when it will do.</summary>
    public static string? Problem(DateOnly? day, Office office, DateTimeOffset now) =>
        EndOf(day, office) <= now ? "Choose today or a later day. To end access at once, use the button below" : day?.Year > 2200 ? "Choose a nearer day" : null;
}
