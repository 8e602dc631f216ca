using Serjeant.Moderation;
using Serjeant.Text;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Moderation;

public sealed class OffTopicTests
{
    private const string Post = "Delighted that the new bus shelter on Mill Lane opened this morning, after two years of work with the county council. #KeepMovingLinden";
    private const string Elsewhere =
        "My cousin bakes sourdough bread every weekend and sells loaves, rolls and cinnamon pastries outside the football ground, cheapest flour around, tasty crumb and crust.";

    [Fact]
    public void A_long_message_without_a_word_of_the_post_is_noted_and_no_more()
    {
        var verdict = Consider(Elsewhere, Post);
        var finding = verdict.Findings.Single(f => f.Category == Category.OffTopic);
        finding.Severity.ShouldBe(0);
        finding.Reason.ShouldStartWith("Has no word in common with the post");
        Elsewhere.Substring(finding.Start, finding.Length).ShouldStartWith("My cousin");
        verdict.Abuse.ShouldBeFalse();
        verdict.Score.ShouldBe(Shipped.Judge.Judge(Elsewhere).Score);
        Priority.Rank(verdict).ShouldBeLessThan(200);
    }

    [Theory]
    // One word, a form of one, a hashtag of one, a name of the post.
    [InlineData(Elsewhere + " Take the bus.")]
    [InlineData(Elsewhere + " He sheltered from rain.")]
    [InlineData(Elsewhere + " #bringbackthebus")]
    [InlineData(Elsewhere + " Come to Linden.")]
    [InlineData(Elsewhere + " He has worked hard.")]
    // Too short to tell.
    [InlineData("My cousin bakes sourdough bread every weekend, cheapest flour around.")]
    // For an answer, or thanks.
    [InlineData(Elsewhere + " Will you visit him?")]
    [InlineData("Please help me, my landlord wants to evict us and our baby sleeps beside black mould, damp walls, broken boiler, freezing kitchen, nobody from housing answers emails, desperate tenants everywhere.")]
    // Another language.
    [InlineData("Ma cousine fait du pain tous les dimanches et elle vend des croissants devant le stade avec ses enfants, les meilleurs de toute la région, venez nombreux les acheter avec vos amis.")]
    public void Whatever_may_be_about_it_is_left_alone(string text) =>
        Consider(text, Post).Findings.ShouldNotContain(f => f.Category == Category.OffTopic);

    [Theory]
    [InlineData("Great morning at the market!")]
    [InlineData("👍👍👍")]
    [InlineData("")]
    public void A_post_that_says_little_makes_nothing_off_topic(string post) =>
        Consider(Elsewhere, post).Findings.ShouldNotContain(f => f.Category == Category.OffTopic);

    [Fact]
    public void A_hashtag_of_the_post_counts_wherever_its_words_stand()
    {
        var post = Post.Replace("#KeepMovingLinden", "#freshbreadnow", StringComparison.Ordinal);
        Consider(Elsewhere, post).Findings.ShouldNotContain(f => f.Category == Category.OffTopic);
    }

    [Theory]
    [InlineData(1_000_000, "x#y ")]
    [InlineData(100_000, "\u0301")]
    [InlineData(300_000, "\uD83D")]
    public void Hostile_text_makes_no_trouble(int length, string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, length / piece.Length));
        Should.NotThrow(() => OffTopic.Consider(Folder.Fold(text), new Verdict(false, 0, []), new PostTopic(text[..2_000])));
    }

    private static Verdict Consider(string text, string post)
    {
        var folded = Folder.Fold(text);
        return OffTopic.Consider(folded, Shipped.Judge.Judge(folded), new PostTopic(post));
    }
}
