using System.Globalization;
using CsCheck;
using Serjeant.Engines.Tests.Mail.Domains;
using Serjeant.Mail;
using Serjeant.Mail.Links;
using Serjeant.Mail.Looking;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail.Looking;

public sealed class LookJudgeTests
{
    private const string Fake = "Address: https://bit.ly/3x\nFinal: https://portal.other.example/a\nTitle: Sign in to your account\nHeading: Microsoft 365\nField: email; user; ; Email\nField: password; pass; ; Password\nText: Enter password";

    private static readonly string[] Unfilled = ["{site}", "{brand}", "{file}", "{target}"];

    [Fact]
    public void A_false_sign_in_page_is_red_and_says_whose_name_where_and_what_to_do()
    {
        var verdict = SeenPages.Of(Fake);
        verdict.Verdict.ShouldBe(Verdict.Red);
        var first = verdict.Findings[0];
        (first.RuleId, first.Reason).ShouldBe(("page.password-for-another", "It asks for a password while showing Microsoft's name, but the site is other.example."));
        first.Evidence.Select(e => (e.Field, e.Quote)).ShouldBe([("Field", "Password"), ("Heading", "Microsoft 365")]);
        verdict.Steps.ShouldContain(s => s.Contains("Open the service yourself", StringComparison.Ordinal));
        verdict.Findings.Select(f => f.RuleId).ShouldContain("page.led-on");
        // What the short address hid is known now.
        verdict.Findings.Select(f => f.RuleId).ShouldNotContain("address.shortened");
    }

    [Theory]
    [InlineData("Address: https://accounts.google.com/\nFinal: https://accounts.google.com/signin\nTitle: Sign in - Google Accounts\nField: password; p; current-password; Password")]
    [InlineData("Address: https://portal.parliament.uk/\nFinal: https://portal.parliament.uk/owa\nTitle: Outlook\nField: password; p; ; Password")]
    [InlineData("Address: https://hall.example/\nFinal: https://hall.example/in\nTitle: Log in to the village hall\nField: password; p; ; Password\nText: Log in\nText: or continue with Google\nText: Follow us on Facebook")]
    [InlineData("Address: https://shop.example/\nFinal: https://shop.example/pay\nTitle: Checkout\nField: text; cc; cc-number; Card number\nText: We accept Visa, PayPal and Apple Pay")]
    [InlineData("Address: https://help.example/\nFinal: https://help.example/a\nTitle: How to change your Microsoft password\nField: password; p; ; Password")]
    public void A_genuine_sign_in_page_has_no_warning_signs(string sample) => SeenPages.Of(sample).Verdict.ShouldBe(Verdict.None, string.Join(", ", SeenPages.Of(sample).Findings.Where(f => f.Points > 0).Select(f => f.RuleId)));

    [Fact]
    public void A_page_that_is_not_there_is_no_all_clear()
    {
        var verdict = SeenPages.Of("Address: https://other.example/gone\nFinal: https://other.example/gone\nOutcome: not-there");
        verdict.Steps.ShouldHaveSingleItem().ShouldContain("no all-clear");
    }

    [Fact]
    public void An_address_that_imitates_somebody_is_red_even_where_no_page_came() =>
        SeenPages.Of("Address: https://parliarnent.uk/\nOutcome: no-answer").Verdict.ShouldBe(Verdict.Red);

    [Theory]
    [InlineData("https://t.example/c/8f3Kq92LmX7pQz41", "8f3Kq92LmX7pQz41")]
    [InlineData("https://t.example/x?id=550e8400-e29b-41d4-a716-446655440000", "550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("https://t.example/x?e=office@hembury.example", "e=office@hembury.example")]
    [InlineData("https://news.example/politics/2026/the-election-result-in-12345678", null)]
    [InlineData("https://www.parliament.uk/business/committees/", null)]
    public void What_is_made_for_one_receiver_is_told(string link, string? part) =>
        PersonalPart.Of(Tables.Shipped.Links.Read(link, out _)!.Target).ShouldBe(part);

    [Fact]
    public void Whatever_a_page_says_there_is_an_answer()
    {
        var word = Gen.OneOf(Gen.String, Gen.OneOf([.. ((string[])["Microsoft", "", "PayPal", "\u202e", "\ud800", "http://", "https://[::", "password", "©", new string('a', 20_000)]).Select(Gen.Const)]));
        var field = Gen.Select(word, word, word, Gen.Bool).Select((a, b, c, masked) => new LookedField(a, b, c, a, masked, b, c));
        Gen.Select(word.Array[0, 5], field.Array[0, 5], Gen.Int[1, 6]).Sample((words, fields, outcome) =>
        {
            var page = new LookedPage
            {
                Asked = "https://other.example/a",
                Outcome = (LookOutcome)outcome,
                Final = words.FirstOrDefault(),
                Title = string.Concat(words),
                Headings = words,
                Pictures = words,
                Text = string.Join('\n', words),
                Fields = fields,
                Frames = words,
                Download = words.LastOrDefault(),
                QrCodes = words,
            };
            var verdict = SeenPages.Judge.Judge(page, ["Ann Lee"], ["annlee.example"]);
            return verdict.Steps.Count > 0 && verdict.Findings.All(f => f.Evidence.Count > 0 && !Unfilled.Any(u => f.Reason.Contains(u, StringComparison.Ordinal))) && verdict.Score.ToString(CultureInfo.InvariantCulture) == SeenPages.Judge.Judge(page, ["Ann Lee"], ["annlee.example"]).Score.ToString(CultureInfo.InvariantCulture);
        }, iter: 300);
    }
}
