using CsCheck;
using Serjeant.Moderation;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Moderation;

/// <summary>The rules' own samples, disguised: what was found must still be found.</summary>
public sealed class DisguiseTests
{
    private const double Kept = 0.95;
    private static readonly string[] Noise = ["\u202E", "\uD83D", "\0", "“", "'", "🔪", "é", "ⅷ", "#KillAll", "\n"];

    [Theory]
    [MemberData(nameof(Disguises.Tricks), MemberType = typeof(Disguises))]
    public void A_trick_loses_hardly_any_of_what_the_rules_find(string trick)
    {
        // What rests on shapes (numbers, question marks, emails) is not speech in disguise.
        var samples = Shipped.Rules.Definitions.Where(d => d.Phrases.Count > 0 && d.Patterns.Count == 0)
            .SelectMany(d => d.Match.Select(text => (d.Id, Text: text))).ToArray();
        var lost = samples.Where(s => !Shipped.Judge.Judge(Disguises.Apply(trick, s.Text)).Findings.Any(f => f.Rule == s.Id)).Select(s => $"{s.Id}: {Disguises.Apply(trick, s.Text)}").ToArray();
        ((double)(samples.Length - lost.Length) / samples.Length).ShouldBeGreaterThanOrEqualTo(Kept, string.Join("\n", lost));
    }

    [Fact]
    public void Spelling_tricks_lose_hardly_any_threat()
    {
        string[] threats = ["I will kill you", "I'm going to stab you", "we will shoot you", "someone ought to hang you"];
        Func<string, string>[] tricks =
        [
            t => t.Replace('i', '1').Replace('o', '0'), t => t.Replace("kill", "k1ll").Replace("stab", "st@b").Replace("hang", "h4ng").Replace("shoot", "sh00t"),
            t => t.Replace("kill", "kiiiill").Replace("stab", "staaaab").Replace("hang", "haaang").Replace("shoot", "shooooot"),
            t => t.Replace("kill", "k i l l").Replace("stab", "s.t.a.b").Replace("hang", "h-a-n-g").Replace("shoot", "s h o o t"),
        ];
        threats.SelectMany(t => tricks.Select(trick => trick(t))).Where(t => !Shipped.Judge.Judge(t).Abuse).ShouldBeEmpty();
    }

    [Fact]
    public void Any_mixture_of_samples_and_noise_has_valid_spans_and_the_same_verdict_twice()
    {
        var samples = Shipped.Samples;
        var piece = Gen.OneOf(Gen.Int[0, samples.Count - 1].Select(i => samples[i]), Gen.String[0, 12], Gen.Int[0, Noise.Length - 1].Select(i => Noise[i]));
        piece.Array[0, 6].Select(parts => string.Concat(parts)).Sample(text =>
        {
            var verdict = Shipped.Judge.Judge(text);
            verdict.Findings.ShouldAllBe(f => f.Start >= 0 && f.Length > 0 && f.Start + f.Length <= text.Length);
            verdict.Score.ShouldBeInRange(0, 1);
            var again = Shipped.Judge.Judge(new string(text));
            again.Score.ShouldBe(verdict.Score);
            again.Findings.ShouldBe(verdict.Findings);
        }, iter: 3000);
    }

    [Fact]
    public void A_finding_points_at_the_words_in_the_original()
    {
        const string text = "🙂 Oh, І wіll k\u200Bi\u200Bll yоu today";
        var finding = Shipped.Judge.Judge(text).Findings.First(f => f.Category == Category.Threat);
        text.Substring(finding.Start, finding.Length).ShouldBe("І wіll k\u200Bi\u200Bll yоu");
    }
}
