using Serjeant.Chapters.Cases.ChildImages;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>What a mail quotes is told by the marks that mail programs make.</summary>
public sealed class QuotedMailTests
{
    [Theory]
    [InlineData("Mine\n> theirs\n>> older", "Mine\n~")]
    [InlineData("> theirs\nMine under it\n> theirs again\nand here", "~\nMine under it\nand here")]
    [InlineData("Mine\n\nOn 3 Nov 2025, Una wrote:\n\n> theirs\n\nMine below", "Mine\n\n~\n\n\nMine below")]
    [InlineData("Mine\n\nOn Mon, 3 Nov 2025 at 10:00, Una Example <una@a.example>\nwrote:\ntheirs\nwithout marks", "Mine\n\n~")]
    [InlineData("Mine\n-----Original Message-----\nFrom: Una\ntheirs", "Mine\n~")]
    [InlineData("Mine\n\nFrom: Una <una@a.example>\nSent: 3 November 2025 10:00\nTo: The office\n\ntheirs", "Mine\n\n~")]
    [InlineData("Fy ngeiriau\n\nAr 3 Tachwedd 2025, ysgrifennodd Una:\neu geiriau nhw", "Fy ngeiriau\n\n~")]
    public void What_is_marked_as_quoted_is_taken_out(string text, string left)
    {
        var cut = QuotedMail.Without(text).ShouldNotBeNull();

        cut.Text.ShouldBe(left.Replace("~", QuotedMail.InItsPlace));
        text[..cut.Same].ShouldBe(cut.Text[..cut.Same]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("From: here to the station is a mile\nand there is no bus")]
    [InlineData("On Monday I wrote to you, and you never answered.")]
    [InlineData("2 > 1 in any school")]
    public void Where_nothing_is_quoted_nothing_is_taken(string text) => QuotedMail.Without(text).ShouldBeNull();
}
