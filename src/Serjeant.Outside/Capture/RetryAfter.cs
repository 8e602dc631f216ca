using System.Globalization;

namespace Serjeant.Outside.Capture;

/// <summary>Reads how long a site asks to be left alone (Retry-After, RFC 9110 §10.2.3: seconds, or a date).</summary>
internal static class RetryAfter
{
    /// <summary>Whatever a site says, it is asked again after that.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    /// <returns>Null where it says nothing that can be read; never under nothing or over <see cref="Longest"/>.</returns>
    public static TimeSpan? Read(string? field, DateTimeOffset now)
    {
        field = field?.Trim();
        if (string.IsNullOrEmpty(field))
            return null;
        if (field.All(char.IsAsciiDigit))
            return long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < Longest.TotalSeconds
                ? TimeSpan.FromSeconds(seconds)
                : Longest;
        if (!DateTimeOffset.TryParseExact(field, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until))
            return null;
        return until <= now ? TimeSpan.Zero : until - now < Longest ? until - now : Longest;
    }
}
