using Serjeant.Mail;
using Serjeant.Mail.Rules;
using Serjeant.Mail.Scoring;

namespace Serjeant.Lab.Mail;

/// <summary>
/// Fits points: logistic regression with weights that can't be negative, drawn towards what a person wrote into the rule, by projected
/// gradient steps; then quarters. A rule that is fixed, or that the data hardly shows, keeps its own points.
/// </summary>
internal static class MailFit
{
    /// <summary>What one point is in log-odds.</summary>
    private const double Point = 0.9;

    private const double Most = 4;
    private const int FewestExamples = 5;
    private const double Pull = 4;
    private const int Steps = 4_000;

    /// <summary>Points and thresholds are in these parts of one.</summary>
    private const int Parts = 4;

    // Of genuine mail, and of newsletters and letters alone: what the goals leave, with room for mail that was not fitted on.
    private const double RedShare = 0.004;
    private const double RedShareOfLetters = 0.03;
    private const double AmberShare = 0.03;
    private const double AmberShareOfLetters = 0.12;

    /// <summary>Points and thresholds, both of the same messages: with so few, rounded points there is little to overfit, and genuine mail is scarce.</summary>
    internal static MailWeights Fit(IReadOnlyList<MailFeatures> from, MailRuleSet rules) => WithThresholds(Points(from, rules), from, rules);

    private static Dictionary<string, double> Points(IReadOnlyList<MailFeatures> train, MailRuleSet rules)
    {
        var count = rules.Rules.Count;
        var free = new bool[count];
        var prior = rules.Rules.Select(r => r.Points * Point).ToArray();
        // Each message twice: as an office sees it whose server vouches for senders, and without.
        var rows = train.SelectMany(f => new[] { (f.Rules, f.Sample), (f.Proved, f.Sample) }).ToArray();
        var seen = new int[count];
        foreach (var (fired, _) in rows)
            foreach (var i in fired) seen[i]++;
        for (var i = 0; i < count; i++) free[i] = !rules.Rules[i].Fixed && !rules.Rules[i].Quiet && rules.Rules[i].Points > 0 && seen[i] >= FewestExamples;
        var genuine = rows.Count(r => !r.Sample.Phishing);
        var phishing = rows.Length - genuine;
        double Weight(MailSample s) => s.Phishing ? 1 : s.Set == MailSets.Modern ? 8 : s.Set == "genuine-hard" ? 2 : 1.0 * phishing / genuine;
        var w = (double[])prior.Clone();
        var bias = -3.0;
        var gradient = new double[count];
        for (var step = 0; step < Steps; step++)
        {
            Array.Clear(gradient);
            var biasGradient = 0.0;
            foreach (var (fired, sample) in rows)
            {
                var z = bias;
                foreach (var i in fired) z += w[i];
                var error = (1 / (1 + Math.Exp(-z)) - (sample.Phishing ? 1 : 0)) * Weight(sample);
                biasGradient += error;
                foreach (var i in fired) gradient[i] += error;
            }
            var rate = 0.6 / Math.Sqrt(1 + step / 50.0);
            bias -= rate * biasGradient / rows.Length;
            for (var i = 0; i < count; i++)
                if (free[i]) w[i] = Math.Clamp(w[i] - rate * 25 * (gradient[i] + Pull * (w[i] - prior[i])) / rows.Length, 0, Most * Point);
        }
        return rules.Rules.Select((r, i) => (r, i)).Where(x => free[x.i]).ToDictionary(x => x.r.Id, x => Math.Round(w[x.i] / Point * Parts, MidpointRounding.AwayFromZero) / Parts, StringComparer.Ordinal);
    }

    // The lowest scores at which genuine mail is rarely enough called red or amber; ours, which is what offices get today, never red.
    private static MailWeights WithThresholds(Dictionary<string, double> points, IReadOnlyList<MailFeatures> from, MailRuleSet rules)
    {
        var genuine = from.Where(f => !f.Sample.Phishing).ToArray();
        var letters = genuine.Where(f => f.Sample.Set is MailSets.Modern or "genuine-hard").ToArray();
        var weights = new MailWeights(points, double.MaxValue, 4.5);
        // What is amber because signs that anybody can write clear nothing is so wherever amber begins.
        bool Is(MailFeatures f, Verdict verdict) => MailJudged.Called(f.Rules, weights, rules) >= verdict || MailJudged.Called(f.Proved, weights, rules) >= verdict;
        bool TooOften(Verdict verdict, double share, double ofLetters) => genuine.Count(f => Is(f, verdict)) > share * genuine.Length || letters.Count(f => Is(f, verdict)) > ofLetters * letters.Length;
        while (TooOften(Verdict.Red, RedShare, RedShareOfLetters) || letters.Any(f => f.Sample.Set == MailSets.Modern && Is(f, Verdict.Red))) weights = weights with { Red = weights.Red + 1.0 / Parts };
        weights = weights with { Amber = 1.5 };
        while (weights.Amber < weights.Red - 0.5 && TooOften(Verdict.Amber, AmberShare, AmberShareOfLetters)) weights = weights with { Amber = weights.Amber + 1.0 / Parts };
        return weights;
    }

    internal static double Score(int[] fired, MailWeights weights, MailRuleSet rules) => fired.Sum(i => weights.For(rules.Rules[i]));
}
