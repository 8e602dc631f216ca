using System.Text;
using System.Text.RegularExpressions;
using Serjeant.Mail;
using Serjeant.Mail.Rules;
using Serjeant.Mail.Signals;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Mail;

public sealed class SearchingTests
{
    // As long as it takes to be sure: (a+)+b tries every way to part the letters.
    private static readonly Regex Slow = new("(a+)+b", RegexOptions.None, TimeSpan.FromMilliseconds(20));

    [Fact]
    public void A_search_that_takes_too_long_is_told_and_finds_nothing()
    {
        var facts = new Facts();
        Searching.First(Slow, new string('a', 2_000), facts).ShouldBeNull();
        facts.Missed.ShouldBe(Searching.TookTooLong);
    }

    [Fact]
    public void A_search_that_ends_tells_nothing()
    {
        var facts = new Facts();
        Searching.First(Slow, "xaab", facts)!.Value.ShouldBe("aab");
        Searching.First(Slow, "x", facts).ShouldBeNull();
        facts.Missed.ShouldBeNull();
    }

    [Fact]
    public void Rows_of_half_tags_are_judged_without_a_crash()
    {
        foreach (var piece in new[] { "<table ", "</font", "<div <", "%{a ", "[[first name", "+ 1,1,1,", "From: x", "aB3." })
            ShippedMail.Judge.Judge(Encoding.UTF8.GetBytes("From: a@example.org\nSubject: x\n\n" + string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length))), MailContext.Empty).ShouldNotBeNull();
    }
}
