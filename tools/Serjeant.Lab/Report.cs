using System.Globalization;

namespace Serjeant.Lab;

/// <summary>Figures for people, the same on every machine's language.</summary>
internal static class Report
{
    internal static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Wilson's 95 % interval (1927) for a share: honest for small counts too.</summary>
    internal static (double Low, double High) Interval(int hits, int of)
    {
        if (of == 0) return (0, 1);
        const double z = 1.96;
        var p = (double)hits / of;
        var middle = p + z * z / (2 * of);
        var half = z * Math.Sqrt(p * (1 - p) / of + z * z / (4.0 * of * of));
        var scale = 1 + z * z / of;
        return ((middle - half) / scale, (middle + half) / scale);
    }

    internal static string Share(int hits, int of)
    {
        var (low, high) = Interval(hits, of);
        return string.Create(CultureInfo.InvariantCulture, $"{(of == 0 ? 0 : 100.0 * hits / of),5:0.0} % ({100 * low:0.0}–{100 * high:0.0}) of {of}");
    }
}
