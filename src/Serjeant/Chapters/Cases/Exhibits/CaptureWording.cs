using System.Globalization;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>What the list of captures says of each.</summary>
public static class CaptureWording
{
    public static string Place(int place) => place == 1 ? "Next in line" : $"{Ordinal(place)} in line";

    public static string Step(CaptureStep step) => step switch
    {
        CaptureStep.Opening => "Opening the page",
        CaptureStep.Scrolling => "Scrolling through it",
        CaptureStep.Pictures => "Taking pictures",
        CaptureStep.Profile => "Finishing the account’s page",
        CaptureStep.Saving => "Saving",
        CaptureStep.Sealing => "Sealing",
        _ => "Starting",
    };

    public static string Lasting(TimeSpan time) => time < TimeSpan.FromMinutes(1)
        ? $"for {Math.Max(0, (int)time.TotalSeconds)} s"
        : $"for {(int)time.TotalMinutes} min {time.Seconds} s";

    /// <summary>One short line, which changes only when something begins or ends.</summary>
    public static string Told(int running, int waiting, int failed) => (running + waiting, failed) switch
    {
        (0, 0) => "No page is waiting.",
        (0, _) => $"No page is waiting. {failed:N0} could not be kept.",
        (_, 0) => $"{running:N0} under way, {waiting:N0} waiting.",
        _ => $"{running:N0} under way, {waiting:N0} waiting, {failed:N0} could not be kept.",
    };

    private static string Ordinal(int number) => number.ToString("N0", CultureInfo.InvariantCulture) + (number % 100 is >= 11 and <= 13 ? "th" : (number % 10) switch
    {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    });
}
