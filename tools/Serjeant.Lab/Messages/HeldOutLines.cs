using System.Globalization;
using Serjeant.Moderation;
using Serjeant.Moderation.Model;

namespace Serjeant.Lab.Messages;

/// <summary>Writes what each voice made of each held-out line, so that errors can be read one by one and thresholds compared.</summary>
internal static class HeldOutLines
{
    internal static void Write(string path, Encoded[] encoded, MessageModel model, Ensemble judge)
    {
        var odds = ModelTrainer.Odds(model, encoded);
        var lines = new string[encoded.Length];
        Parallel.For(0, encoded.Length, i =>
        {
            var sample = encoded[i].Sample;
            var verdict = judge.Judge(sample.Text);
            lines[i] = string.Join('\t', [sample.Set, sample.Part.ToString(), sample.Kind, sample.Function, sample.Labels, sample.Id,
                Scoring.Verdict(encoded[i].Rules).Abuse ? "1" : "0", verdict.Abuse ? "1" : "0",
                string.Join(',', verdict.Findings.Select(f => $"{f.Rule}/{f.Severity}")), .. Shown(odds[i].Linear), .. Shown(odds[i].Network),
                sample.Text.Replace('\t', ' ').Replace('\n', ' ').Replace('\r', ' ')]);
        });
        File.WriteAllLines(path, lines);
    }

    private static IEnumerable<string> Shown(float[] odds) => odds.Select(o => o.ToString("0.000", CultureInfo.InvariantCulture));
}
