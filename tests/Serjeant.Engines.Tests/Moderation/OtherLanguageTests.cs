using Serjeant.Moderation;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Moderation;

/// <summary>What is said of a message that isn't in English.</summary>
public sealed class OtherLanguageTests
{
    [Theory]
    [InlineData("Diolch yn fawr iawn am eich gwaith caled dros y pentref.", "cy")]
    [InlineData("Die Schule wird geschlossen und niemand macht etwas dagegen. Die, die das wollen, sind gegen die Kinder.", "de")]
    [InlineData("Dim ond dim a chelwydd sydd gan y cyngor, ac nid oes dim arian i'r ysgol.", "cy")]
    [InlineData("Le retard est une honte, vous avez menti et les enfants attendent sous la pluie.", "fr")]
    [InlineData("آپ کے کام کا بہت شکریہ", "ur")]
    public void Nothing_is_guessed_from_words_that_only_look_English(string text, string language)
    {
        var verdict = Shipped.Ensemble.Judge(text);
        verdict.Language.ShouldBe(language);
        verdict.Findings.ShouldBeEmpty();
        verdict.Abuse.ShouldBeFalse();
        // Not the model's, which would be a guess: those of the rules, which found nothing. The language says that it was not read.
        verdict.Scores.ShouldBe(new Scores(0, 0, 0, 0, 0));
        Priority.Rank(verdict).ShouldBeInRange(200, 349);
    }

    [Theory]
    [InlineData("Annwyl Aelod, nid ydych chi'n ateb fy llythyr am y ffordd. I will kill you. Mae'r ysgol yn cau ac nid oes neb yn gwneud dim byd.")]
    [InlineData("Pam nad ydych chi'n ateb fy llythyr am y ffordd ac am yr ysgol i will kill you ac nid oes neb yn gwneud dim byd")]
    [InlineData("Annwyl Aelod, nid ydych chi'n ateb fy llythyr am y ffordd. I w1ll k1ll y0u. Mae'r ysgol yn cau ac nid oes neb yn gwneud dim byd.")]
    [InlineData("Sie sind eine Schande für dieses Land und haben alle belogen, auch die Kinder und die Menschen in unserer Straße. We know where you live.")]
    public void A_threat_in_English_is_found_in_a_letter_in_another_language(string text)
    {
        var verdict = Shipped.Ensemble.Judge(text);
        verdict.Language.ShouldNotBeNull();
        verdict.Findings.ShouldContain(f => f.Category == Category.Threat);
        verdict.Scores!.Threat.ShouldBeGreaterThanOrEqualTo(Scoring.ActFrom);
        verdict.Abuse.ShouldBeTrue();
        Priority.Rank(verdict).ShouldBeGreaterThanOrEqualTo(Priority.MayBeDanger);
    }

    [Theory]
    [InlineData("Mae hi'n byw yn LS6 2AB ac mae pawb yn y pentref yn gwybod hynny nawr.")]
    [InlineData("Ei rif ffôn yw 07700 900123 ac mae e gartref bob nos yn y tŷ.")]
    [InlineData("Vous pouvez lui écrire à jane.private@example.com, elle est chez elle tous les soirs.")]
    public void A_number_or_an_address_is_found_in_any_language(string text)
    {
        var verdict = Shipped.Ensemble.Judge(text);
        verdict.Language.ShouldNotBeNull();
        verdict.Findings.ShouldContain(f => f.Category == Category.Leak);
    }

    [Fact]
    public void What_the_rules_must_find_is_English()
    {
        var foreign = Shipped.Rules.Definitions.SelectMany(d => d.Match).Where(text => Shipped.Judge.Judge(text).Language is not null).ToArray();
        foreign.ShouldBeEmpty();
    }
}
