using Serjeant.Text;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Text;

public sealed class FolderTests
{
    [Theory]
    [InlineData("HeLLo", "hello")]
    [InlineData("кіll yоu", "kill you")] // Cyrillic к, і, о
    [InlineData("ΚΙLL", "kill")] // Greek Κ, Ι
    [InlineData("ｋｉｌｌ", "kill")] // full width
    [InlineData("𝓴𝓲𝓵𝓵 𝕪𝕠𝕦", "kill you")] // mathematical
    [InlineData("ⓚⓘⓛⓛ", "kill")] // circled
    [InlineData("ᴋɪʟʟ", "kill")] // small capitals
    [InlineData("k\u200Bi\u00ADl\u2060l", "kill")] // zero-width, soft hyphen, joiner
    [InlineData("k\u202Ei\0l\uFE0Fl", "kill")] // direction mark, NUL, variation selector
    [InlineData("k\u0336i\u0336l\u0336l\u0336", "kill")] // struck through with combining marks
    [InlineData("Siân Tŷ", "sian ty")]
    [InlineData("ﬁne ½", "fine 1 2")]
    [InlineData("don't DON’T", "dont dont")]
    [InlineData("i d i o t", "idiot")]
    [InlineData("k.i.l.l  t-h-e-m", "kill them")]
    [InlineData("A, B, C and D", "a b c and d")]
    [InlineData("#DeportThemAll #vote_green", "deport them all vote green")]
    [InlineData("see @some_body at https://example.org/kill?x=1, ok", "see @name at url ok")]
    [InlineData("write to Jo.Bloggs@example.org now", "write to jo.bloggs@example.org now")]
    [InlineData("🔪 👩‍🦰 🐒🏽", ":knife: 👩 🦰 :monkey:")]
    [InlineData("Привет из Лондона", "привет из лондона")] // a language, not a disguise
    public void Disguises_fall_away_and_languages_stay(string text, string plain) => Folder.Fold(text).Plain().ShouldBe(plain);

    [Fact]
    public void Every_folded_letter_leads_back_to_the_original()
    {
        const string text = "Oi! 𝓚\u200Bi l  l @you";
        var folded = Folder.Fold("x " + text);
        foreach (var token in folded.Tokens)
        {
            var (start, length) = folded.OriginalSpan(token);
            Folder.Fold(folded.Original.Substring(start, length)).Text.ToString().Replace(" ", "").ShouldEndWith(folded.TextOf(token).ToString());
        }
    }

    [Theory]
    [InlineData("She said \"go home\" and left", "go home")]
    [InlineData("She said “go home” and left", "go home")]
    [InlineData("She said 'go home' and left", "go home")]
    [InlineData("It's the mps' house", "")]
    [InlineData("an open \" mark quotes nothing", "")]
    public void Quoted_words_are_known(string text, string quoted)
    {
        var folded = Folder.Fold(text);
        string.Join(' ', folded.Tokens.Where(t => t.Has(TokenMarks.Quoted)).Select(t => folded.TextOf(t).ToString())).ShouldBe(quoted);
    }

    [Fact]
    public void Sentences_end_at_stops_but_not_between_single_shouted_words()
    {
        var folded = Folder.Fold("I read it. Go home. Now. Please.");
        folded.Tokens.Where(t => t.Has(TokenMarks.NewSentence)).Select(t => folded.TextOf(t).ToString()).ShouldBe(["i", "go", "now"]);
    }

    [Theory]
    [InlineData("k1ll", "kill")]
    [InlineData("sh!t", "shit")]
    [InlineData("f@gg0t", "faggot")]
    [InlineData("fuuuuuck", "fuck")]
    [InlineData("kiiillllll", "kill")]
    [InlineData("p1ss", "piss")]
    [InlineData("5lut", "slut")]
    public void A_disguised_word_is_found_among_its_spellings(string written, string word)
    {
        var folded = Folder.Fold(written);
        var token = folded.Tokens.ShouldHaveSingleItem();
        Variants.First(folded.TextOf(token), token.Marks, spelling => spelling.SequenceEqual(word) ? 1 : 0).ShouldBe(1);
    }

    [Theory]
    [InlineData("10am")]
    [InlineData("covid19")]
    [InlineData("£5")]
    public void Figures_and_ordinary_mixed_words_stay_as_they_are(string text) =>
        Folder.Fold(text).Plain().ShouldBe(text.TrimStart('£'));
}
