using Serjeant.Moderation.Model;

namespace Serjeant.Lab.Messages;

/// <summary>
/// Moves the line of the answers that are rare in an inbox. The fit counts yes and no alike, which calls one fair message in ten abuse; here the line (0.5) goes
/// where so few of the harmless lines of the tuning part are beyond it. Nothing of the test part is looked at.
/// </summary>
internal static class Lines
{
    private static readonly (Head Head, double Flagged)[] Allowed =
        [(Head.Threat, 0.012), (Head.Harassment, 0.003), (Head.Abuse, 0.008), (Head.Leak, 0.006), (Head.Sexual, 0.001), (Head.Fixation, 0.004), (Head.Dehumanising, 0.003)];

    internal static Calibration[] Move(IReadOnlyList<Encoded> held, (float[] Linear, float[] Network)[] odds, Calibration[] fitted)
    {
        var moved = (Calibration[])fitted.Clone();
        foreach (var (head, flagged) in Allowed)
        {
            var h = (int)head;
            var fair = Enumerable.Range(0, held.Count).Where(i => held[i].Sample is { Part: Part.Tune, Set: Contrast.SinglesSet } s && !Contrast.IsAbuse(s.Labels))
                .Select(i => fitted[h].Odds(odds[i].Linear[h], odds[i].Network[h])).OrderDescending().ToArray();
            if (fair.Length == 0) continue;
            var line = fair[(int)(fair.Length * flagged)];
            if (line > 0) moved[h] = fitted[h] with { Bias = fitted[h].Bias - (float)line };
            Report.Say($"  {head}: line moved by {Math.Max(0, line):0.00} so that {flagged:P1} of {fair.Length} harmless tuning lines are beyond it");
        }
        return moved;
    }
}
