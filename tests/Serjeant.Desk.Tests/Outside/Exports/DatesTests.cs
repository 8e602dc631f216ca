using Serjeant.Outside.Exports.Tables;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Outside.Exports;

public sealed class DatesTests
{
    [Theory]
    [InlineData("2026-03-31T14:05:00Z", "2026-03-31T14:05:00+00:00")]
    [InlineData("2026-03-31T14:05:00+02:00", "2026-03-31T14:05:00+02:00")]
    [InlineData("2026-03-31 14:05:00", "2026-03-31T14:05:00+01:00")]
    [InlineData("2026-01-31 14:05:00", "2026-01-31T14:05:00+00:00")]
    [InlineData("2026-03-31 14:05:00 UTC", "2026-03-31T14:05:00+00:00")]
    [InlineData("04/03/2026 09:00", "2026-03-04T09:00:00+00:00")]
    [InlineData("Tue Mar 31 14:05:06 +0000 2026", "2026-03-31T14:05:06+00:00")]
    [InlineData("1770000000", "2026-02-02T02:40:00+00:00")]
    [InlineData("1770000000000", "2026-02-02T02:40:00+00:00")]
    [InlineData("1770000000000000", "2026-02-02T02:40:00+00:00")]
    public void A_date_is_read_as_an_office_in_Britain_would(string text, string expected) =>
        Dates.Parse(text, TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-13-45")]
    [InlineData("31/31/2026")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31T23:59:59")]
    public void What_is_no_date_is_no_date(string text) => Dates.Parse(text, TimeZoneInfo.Utc).ShouldBeNull();
}
