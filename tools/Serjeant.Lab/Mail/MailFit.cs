using Serjeant.Mail.Rules;
using Serjeant.Mail.Scoring;

namespace Serjeant.Lab.Mail;

/// <summary>
/// Fits points: logistic regression with weights that can't be negative, drawn towards what a person wrote into the rule, by projected
/// gradient steps; then halves. A rule that is fixed, or that the data hardly shows, keeps its own points.
/// </summary>
internal static class MailFit
{
    /// <summary>What one point is in log-odds.</summary>
    private const double Point = 0.9;

    private const double Most = 4;
    private const int FewestExamples = 5;
    private const double Pull = 8;
    private const int Steps = 4_000;

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
        return rules.Rules.Select((r, i) => (r, i)).Where(x => free[x.i]).ToDictionary(x => x.r.Id, x => Math.Round(w[x.i] / Point * 2, MidpointRounding.AwayFromZero) / 2, StringComparer.Ordinal);
    }

    // The lowest scores at which genuine mail is rarely enough called red or amber.
    private static MailWeights WithThresholds(Dictionary<string, double> points, IReadOnlyList<MailFeatures> calibrate, MailRuleSet rules)
    {
        var weights = new MailWeights(points, 0, 0);
        var genuine = calibrate.Where(f => !f.Sample.Phishing).ToArray();
        var scores = calibrate.Where(f => !f.Sample.Phishing).Select(f => Math.Max(Score(f.Rules, weights, rules), Score(f.Proved, weights, rules))).ToArray();
        var letters = calibrate.Where(f => f.Sample.Set is MailSets.Modern or "genuine-hard").Select(f => Math.Max(Score(f.Rules, weights, rules), Score(f.Proved, weights, rules))).ToArray();
        double Lowest(double share, double ofLetters, double from)
        {
            var t = from;
            while (scores.Count(s => s >= t) > share * scores.Length || letters.Count(s => s >= t) > ofLetters * letters.Length) t += 0.5;
            return t;
        }
        var red = 4.5;
        bool Red(MailFeatures f) => IsRed(f.Rules, weights with { Red = red }, rules) || IsRed(f.Proved, weights with { Red = red }, rules);
        while (genuine.Count(Red) > 0.001 * genuine.Length || genuine.Count(f => f.Sample.Set is MailSets.Modern or "genuine-hard" && Red(f)) > 0.01 * letters.Length) red += 0.5;
        var amber = Math.Min(Lowest(0.02, 0.08, 1.5), red - 0.5);
        return weights with { Amber = amber, Red = red };
    }

    internal static double Score(int[] fired, MailWeights weights, MailRuleSet rules) => fired.Sum(i => weights.For(rules.Rules[i]));

    internal static bool IsRed(int[] fired, MailWeights weights, MailRuleSet rules) =>
        Score(fired, weights, rules) >= weights.Red && MailScoring.MayBeRed(fired.Select(i => rules.Rules[i]).Where(r => weights.For(r) > 0));
}
