using Serjeant.Chapters.SignIn.Ways;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.SignIn;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("brisk lantern walnut orbit")]
    [InlineData("Mae hen wlad fy nhadau yn annwyl")]
    [InlineData("q7#Vw2!pLz9@Xr4&")]
    [InlineData("пароль лампа орех орбита")]
    public void A_long_password_that_is_hard_to_guess_will_do(string password) => PasswordRules.Problem(password, []).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("fifteen chars!!")]
    [InlineData("passwordpassword")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("1234567890123456")]
    [InlineData("qwertyuiopasdfghjkl")]
    public void A_short_or_common_one_will_not(string password) => PasswordRules.Problem(password, []).ShouldNotBeNull();

    [Fact]
    public void Words_that_others_know_about_a_person_do_not_count() =>
        PasswordRules.Problem("exampleshirealexjones", ["Alex Jones", "Exampleshire"]).ShouldNotBeNull();

    [Fact]
    public void Very_long_ones_are_welcome_up_to_the_limit()
    {
        var words = string.Concat(Enumerable.Repeat("brisk lantern walnut orbit ", 9));
        PasswordRules.Problem(words, []).ShouldBeNull();
        PasswordRules.Problem(words + words, []).ShouldNotBeNull();
    }

    [Fact]
    public void The_same_password_in_another_Unicode_form_is_the_same() =>
        PasswordRules.Normal("caf\u00e9").ShouldBe(PasswordRules.Normal("cafe\u0301"));
}
