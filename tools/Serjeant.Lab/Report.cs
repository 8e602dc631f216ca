using System.Globalization;
using Serjeant.Chapters.Plans.Judging;

namespace Serjeant.Lab;

/// <summary>Figures for people, the same on every machine's language.</summary>
internal static class Report
{
    internal static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    internal static string Share(int hits, int of)
    {
        var (low, high) = new Count(hits, of).Interval;
        return string.Create(CultureInfo.InvariantCulture, $"{(of == 0 ? 0 : 100.0 * hits / of),5:0.0} % ({100 * low:0.0}–{100 * high:0.0}) of {of}");
    }
}
