using System.Globalization;

namespace Serjeant.Outside.Exports.Tables;

/// <summary>
/// Dates as exports write them: ISO 8601, seconds, milliseconds or microseconds since 1970, X's own form, and day before month
/// where only numbers say, as is written in Britain.
/// </summary>
public static class Dates
{
    private const long LatestSeconds = 253_402_300_799;

    private static readonly string[] Formats =
    [
        "ddd MMM dd HH:mm:ss zzz yyyy", "yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd HH:mm:ss zzz",
        "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "dd/MM/yyyy", "d/M/yyyy H:mm:ss", "d/M/yyyy H:mm", "d/M/yyyy", "d/M/yyyy, H:mm:ss",
        "d/M/yyyy, H:mm", "dd-MM-yyyy HH:mm:ss", "dd-MM-yyyy HH:mm", "dd-MM-yyyy", "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm", "dd.MM.yyyy",
        "d MMM yyyy HH:mm:ss", "d MMM yyyy HH:mm", "d MMM yyyy", "d MMMM yyyy HH:mm", "d MMMM yyyy", "yyyy/MM/dd HH:mm:ss", "yyyy/MM/dd",
    ];

    /// <param name="zone">For a date that names no zone.</param>
    /// <returns>Null where it can't be read.</returns>
    public static DateTimeOffset? Parse(string? text, TimeZoneInfo zone)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 60)
            return null;
        var trimmed = text.Trim();
        if (FromUnix(trimmed) is { } unix)
            return unix;
        var iso = trimmed.Length >= 8 && char.IsAsciiDigit(trimmed[3]) && trimmed[4] == '-';
        DateTime local;
        if (iso && DateTime.TryParse(trimmed, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out local))
        {
            if (local.Kind != DateTimeKind.Unspecified)
                return DateTimeOffset.TryParse(trimmed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact) ? exact : null;
            return In(zone, local);
        }
        if (!iso && DateTimeOffset.TryParseExact(trimmed, Formats[0], CultureInfo.InvariantCulture, DateTimeStyles.None, out var posted))
            return posted;
        if (iso && trimmed.EndsWith(" UTC", StringComparison.Ordinal))
            return Parse(trimmed[..^4] + "Z", zone);
        return DateTime.TryParseExact(trimmed, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out local)
            ? In(zone, local)
            : null;
    }

    /// <summary>A number of seconds, or from its size of milliseconds or microseconds, since 1970.</summary>
    public static DateTimeOffset? FromUnix(string? text)
    {
        if (text is null || text.Length is < 9 or > 17 || !double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return null;
        var seconds = number switch { > 1e14 => number / 1e6, > 1e11 => number / 1e3, _ => number };
        return seconds is >= 0 and <= LatestSeconds ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1_000)) : null;
    }

    private static DateTimeOffset? In(TimeZoneInfo zone, DateTime local)
    {
        var plain = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        // The first and last day of the calendar have no room for an offset.
        return plain.Year is > 1 and < 9999 ? new DateTimeOffset(plain, zone.GetUtcOffset(plain)) : null;
    }
}
