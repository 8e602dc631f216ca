using CsCheck;
using Serjeant.Mail;
using Serjeant.Mail.Links;
using Serjeant.Engines.Tests.Mail.Domains;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail.Links;

public sealed class LinkJudgeTests
{
    private static LinkVerdict Judge(string link) => ShippedMail.Links.Judge(link);

    [Theory]
    [InlineData("https://parliarnent.uk/", Verdict.Red)]
    [InlineData("https://www.parliament.uk@evil.example/", Verdict.Red)]
    [InlineData("http://3405803785/", Verdict.Red)]
    [InlineData("javascript:alert(1)", Verdict.Red)]
    [InlineData("https://paypal.signin.web.app/login", Verdict.Red)]
    [InlineData("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fpaypa1.com%2F&data=x", Verdict.Red)]
    [InlineData("https://www.google.com/url?q=https%3A%2F%2Furldefense.com%2Fv3%2F__https%3A%2F%2Fparliarnent.uk%2Fx__%3B%21%21A%21b%24", Verdict.Red)]
    [InlineData("sgnl://linkdevice?uuid=1", Verdict.Red)]
    [InlineData("hxxps://parliarnent[.]uk/x", Verdict.Red)]
    [InlineData("https://bit.ly/3x", Verdict.Amber)]
    [InlineData("https://microsoft.com/devicelogin", Verdict.Amber)]
    [InlineData("https://other.example/www.paypal.com/x", Verdict.Amber)]
    [InlineData("https://other.example:8443/login", Verdict.Red)]
    [InlineData("www.parliament.uk/business", Verdict.None)]
    [InlineData("https://www.gov.uk/vehicle-tax", Verdict.None)]
    [InlineData("https://accounts.google.com/signin?continue=https%3A%2F%2Fmail.google.com", Verdict.None)]
    [InlineData("https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fwww.example.org", Verdict.None)]
    [InlineData("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2F&data=x", Verdict.None)]
    [InlineData("sam@example.org", Verdict.None)]
    [InlineData("support@paypa1.com", Verdict.Red)]
    public void A_link_gets_the_verdict_that_its_address_deserves(string link, Verdict verdict) =>
        Judge(link).Verdict.ShouldBe(verdict, string.Join(' ', Judge(link).Findings.Select(f => $"{f.RuleId}={f.Points}")));

    [Fact]
    public void What_the_office_protects_is_protected()
    {
        var judge = ShippedMail.Links.Protecting(["janesmith.org.uk"]);
        judge.Judge("https://janesmith-org.uk/").Verdict.ShouldBe(Verdict.Red);
        judge.Judge("https://www.janesmith.org.uk/").Verdict.ShouldBe(Verdict.None);
        Judge("https://janesmith-org.uk/").Verdict.ShouldBe(Verdict.None);
    }

    [Theory]
    [InlineData("https://a.b.example.co.uk:8443/x?y", "https://a.b.", "example.co.uk", ":8443/x?y", null)]
    [InlineData("https://evil.github.io/", "https://", "evil.github.io", "/", null)]
    [InlineData("http://0x7f.1/", "http://", "127.0.0.1", "/", null)]
    [InlineData("https://раураl.com/", "https://", "xn--l-7sba6dbr.com", "/", "раураl.com")]
    [InlineData("https://example.org/a\u202eb", "https://", "example.org", "/a%{202E}b", null)]
    public void The_address_is_shown_with_what_was_registered_apart(string link, string before, string site, string after, string? readsAs) =>
        Judge(link).Target.ShouldBe(new ShownAddress(before, site, after, readsAs));

    [Fact]
    public void Every_service_s_samples_are_taken_apart()
    {
        foreach (var wrapper in Wrappers.Load(Tables.Files().Single(f => f.Name == "rules/mail/wrappers.yaml")).All)
            foreach (var (from, to) in wrapper.Samples)
                Tables.Shipped.Links.Read(from, out _)!.Hops.ShouldSatisfyAllConditions(h => h.Count.ShouldBe(2, from), h => h[^1].Address.Written.ShouldBe(to), h => h[1].By.ShouldBe(wrapper.Name));
    }

    [Fact]
    public void Links_within_links_are_followed_to_a_bound()
    {
        var link = "https://www.example.org/";
        for (var i = 0; i < 40; i++) link = $"https://www.google.com/url?q={(i < 3 ? Uri.EscapeDataString(link) : link)}";
        var read = Tables.Shipped.Links.Read(link, out _)!;
        read.Hops.Count.ShouldBe(LinkReader.MostHops);
        read.IsDeeper.ShouldBeTrue();
    }

    [Fact]
    public void No_genuine_site_of_our_list_is_warned_of()
    {
        var genuine = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "mail", "genuine-domains.txt")).Where(l => l.Length > 0 && l[0] != '#').ToArray();
        genuine.Length.ShouldBeGreaterThan(700);
        var warned = genuine.Where(d => Judge($"https://{d}/news").Verdict != Verdict.None).ToArray();
        warned.Length.ShouldBeLessThanOrEqualTo(genuine.Length / 400, string.Join(' ', warned));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("hello world")]
    [InlineData("hello")]
    [InlineData("https://")]
    [InlineData("weird:thing")]
    [InlineData("https://a b.com/")]
    [InlineData("https://example.org:99999/")]
    public void What_is_no_link_says_why(string text) => Should.Throw<FormatException>(() => Judge(text)).Message.ShouldEndWith(".");

    [Fact]
    public void Any_text_is_judged_or_refused_and_what_is_quoted_stands_there() => Gen.OneOf(Text, Gen.Select(Text, Text, (a, b) => $"https://{a}/{b}"), Gen.Select(Wrapped, Text, (w, t) => w + t)).Sample(text =>
    {
        LinkVerdict verdict;
        try
        {
            verdict = Judge(text);
        }
        catch (FormatException)
        {
            return;
        }
        verdict.Steps.ShouldNotBeEmpty();
        verdict.Target.Site.ShouldNotBeEmpty();
        foreach (var finding in verdict.Findings)
        {
            finding.Reason.ShouldNotMatch(@"\{(site|brand|genuine|shown|port|number|by|file|ascii|how)\}", finding.RuleId);
            finding.Evidence.ShouldNotBeEmpty();
            foreach (var evidence in finding.Evidence.Where(e => e.Start is not null)) text.Substring(evidence.Start!.Value, evidence.Length!.Value).ShouldBe(evidence.Quote);
        }
    }, iter: 20_000);

    private static readonly Gen<string> Text = Gen.String[Gen.Char["abhtps:/\\@.-%20?#=&[]x\t\n٠éа字\u202e\ud83d\ude00{}*_;!+"], 0, 50];

    private static readonly string[] Fronts =
    [
        "https://urldefense.com/v3/__", "https://urldefense.proofpoint.com/v2/url?u=", "https://www.google.com/url?q=", "https://www.google.com/amp/s/", "https://x.translate.goog/",
        "https://x.safelinks.protection.outlook.com/?url=", "data:", "https://paypa1.com/#", "mailto:",
    ];

    private static readonly Gen<string> Wrapped = Gen.Int[0, Fronts.Length - 1].Select(i => Fronts[i]);
}
