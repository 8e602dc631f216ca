using System.Diagnostics;
using Serjeant.Engines.Tests.Moderation;
using Serjeant.Text;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Text;

public sealed class HostileTextTests
{
    private const int Length = 250_000;

    public static TheoryData<string> Kinds => ["marks", "quotes", "openings", "letters", "stars", "kill", "spaced", "surrogates", "nul", "digits", "at", "hash", "dots", "stretched", "leet", "bidi", "emoji", "guarded"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Hostile_text_is_judged_in_linear_time_with_spans_inside_it(string kind)
    {
        var text = Make(kind);
        var clock = Stopwatch.StartNew();
        var verdict = Shipped.Ensemble.Judge(text);
        TextKey.Of(text);
        Summary.OneLine(text, 100).Length.ShouldBeLessThanOrEqualTo(100);
        // Quadratic work on this would take many minutes; the bound is loose for slow machines.
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
        foreach (var finding in verdict.Findings)
        {
            finding.Start.ShouldBeGreaterThanOrEqualTo(0);
            finding.Length.ShouldBeGreaterThan(0);
            (finding.Start + finding.Length).ShouldBeLessThanOrEqualTo(text.Length);
        }
    }

    [Fact]
    public void A_megabyte_of_ordinary_words_with_a_threat_at_its_end_is_read_to_the_end()
    {
        var text = string.Concat(Enumerable.Repeat("Thank you for your letter about the bus to the village. ", 18_000)) + "I will kill you.";
        var finding = Shipped.Judge.Judge(text).Findings.First(f => f.Rule == "threat.future-violence");
        text.Substring(finding.Start, finding.Length).ShouldBe("I will kill you");
    }

    private static string Make(string kind) => kind switch
    {
        "marks" => "k" + new string('\u0301', 100_000) + "ill",
        "quotes" => Repeat("\"'"),
        "openings" => Repeat("“ ‘a «"),
        "letters" => Repeat("a"),
        "stars" => Repeat("f**k* "),
        "kill" => Repeat("kill "),
        "spaced" => Repeat("k i l l "),
        "surrogates" => Repeat("\uD83D"),
        "nul" => Repeat("\0"),
        "digits" => Repeat("07700 900123 "),
        "at" => Repeat("a@b.c@"),
        "hash" => Repeat("#KillAll"),
        "dots" => Repeat("a.b."),
        "stretched" => Repeat("kkkiiilllllyyyooouuu "),
        "leet" => Repeat("k1ll y0u 1d10t5 "),
        "bidi" => Repeat("\u202Ea\u202C\u200B"),
        "emoji" => Repeat("🔪👩‍🦰"),
        "guarded" => Repeat("not kill you said \"kill you\" paki is a slur "),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Repeat(string piece) => string.Concat(Enumerable.Repeat(piece, Length / piece.Length));
}
