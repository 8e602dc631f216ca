using System.Globalization;
using Serjeant.Shell.Components;
using Serjeant.Shell.Components.Govuk;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Shell;

public sealed class OfficeTimeTests
{
    private static DateTimeOffset At(string iso) => DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2026-01-05T16:05:09Z", "5 January 2026 at 4:05pm", "5 January 2026 at 4:05:09pm GMT")]
    [InlineData("2026-07-05T16:05:09Z", "5 July 2026 at 5:05pm", "5 July 2026 at 5:05:09pm BST")]
    [InlineData("2026-03-29T00:59:59Z", "29 March 2026 at 12:59am", "29 March 2026 at 12:59:59am GMT")]
    [InlineData("2026-03-29T01:00:00Z", "29 March 2026 at 2:00am", "29 March 2026 at 2:00:00am BST")]
    [InlineData("2026-07-04T23:00:00Z", "5 July 2026 at midnight", "5 July 2026 at 12:00:00am BST")]
    [InlineData("2026-01-05T12:00:30Z", "5 January 2026 at midday", "5 January 2026 at 12:00:30pm GMT")]
    public void A_moment_is_told_in_the_offices_time(string moment, string full, string withZone)
    {
        OfficeTime.Full(At(moment)).ShouldBe(full);
        OfficeTime.WithZone(At(moment)).ShouldBe(withZone);
    }

    [Theory]
    [InlineData("2026-07-05T08:00:00Z", "9:00am")]
    [InlineData("2026-07-04T08:00:00Z", "Yesterday, 9:00am")]
    [InlineData("2026-07-03T08:00:00Z", "3 Jul")]
    [InlineData("2025-07-03T08:00:00Z", "3 Jul 2025")]
    public void A_short_time_says_only_what_is_needed(string moment, string words) =>
        OfficeTime.Short(At(moment), At("2026-07-05T20:00:00Z")).ShouldBe(words);

    [Theory]
    [InlineData(30, "just now")]
    [InlineData(60, "1 minute ago")]
    [InlineData(3 * 3600, "3 hours ago")]
    [InlineData(49 * 3600, "2 days ago")]
    [InlineData(-25 * 3600, "in 1 day")]
    public void An_age_is_told_in_words(int seconds, string words) =>
        OfficeTime.Ago(At("2026-07-05T20:00:00Z").AddSeconds(-seconds), At("2026-07-05T20:00:00Z")).ShouldBe(words);

    [Theory]
    [InlineData(1, 1, "[1]")]
    [InlineData(1, 5, "[1] 2 … 5")]
    [InlineData(3, 5, "1 2 [3] 4 5")]
    [InlineData(6, 20, "1 … 5 [6] 7 … 20")]
    [InlineData(20, 20, "1 … 19 [20]")]
    public void Long_lists_of_pages_are_shortened_but_never_by_one(int current, int count, string shown) =>
        string.Join(' ', Navigation.Window(current, count, n => "/" + n).Select(p => p.Href is null ? "…" : p.Current ? $"[{p.Number}]" : p.Number)).ShouldBe(shown);
}
