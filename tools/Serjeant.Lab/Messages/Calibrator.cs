using Serjeant.Moderation.Model;

namespace Serjeant.Lab.Messages;

/// <summary>
/// Fits the calibration of one answer on tuning messages: logistic regression on the two designs' log-odds by Newton's method. Yes and no count alike, so that
/// 0.5 is the best single line; sources count alike too, so that the biggest doesn't decide.
/// </summary>
internal static class Calibrator
{
    private const double Ridge = 1e-3;

    internal static Calibration Fit(IReadOnlyList<(float Linear, float Network, bool Yes, double Weight)> points, bool withNetwork)
    {
        var yes = points.Where(p => p.Yes).Sum(p => p.Weight);
        var no = points.Where(p => !p.Yes).Sum(p => p.Weight);
        if (yes == 0 || no == 0) return new Calibration(1, 0, 0);
        var at = new double[3];
        var loss = Loss(points, at, yes, no, withNetwork);
        for (var round = 0; round < 50; round++)
        {
            var system = new double[3, 4];
            foreach (var (linear, network, isYes, weight) in points)
            {
                Span<double> x = [linear, withNetwork ? network : 0, 1];
                var p = Calibration.Probability(at[0] * x[0] + at[1] * x[1] + at[2]);
                var w = weight / (isYes ? yes : no);
                for (var r = 0; r < 3; r++)
                {
                    system[r, 3] += w * (p - (isYes ? 1 : 0)) * x[r];
                    for (var c = 0; c < 3; c++) system[r, c] += w * p * (1 - p) * x[r] * x[c];
                }
            }
            for (var r = 0; r < 3; r++)
            {
                system[r, r] += Ridge;
                system[r, 3] += Ridge * at[r];
            }
            Solve(system);
            // A whole step may overshoot where yes and no hardly mix: halve it until it helps.
            var (step, better) = (1.0, false);
            for (; step > 1e-3 && !better; step /= 2)
            {
                double[] next = [at[0] - step * system[0, 3], at[1] - step * system[1, 3], at[2] - step * system[2, 3]];
                var there = Loss(points, next, yes, no, withNetwork);
                better = there < loss;
                if (better) (at, loss) = (next, there);
            }
            if (!better) break;
        }
        return new Calibration((float)at[0], (float)at[1], (float)at[2]);
    }

    private static double Loss(IReadOnlyList<(float Linear, float Network, bool Yes, double Weight)> points, double[] at, double yes, double no, bool withNetwork)
    {
        var loss = Ridge / 2 * (at[0] * at[0] + at[1] * at[1] + at[2] * at[2]);
        foreach (var (linear, network, isYes, weight) in points)
        {
            var odds = at[0] * linear + (withNetwork ? at[1] * network : 0) + at[2];
            loss += weight / (isYes ? yes : no) * Math.Log(1 + Math.Exp(Math.Min(500, isYes ? -odds : odds)));
        }
        return loss;
    }

    private static void Solve(double[,] m)
    {
        for (var pivot = 0; pivot < 3; pivot++)
        {
            for (var row = 0; row < 3; row++)
            {
                if (row == pivot) continue;
                var factor = m[row, pivot] / m[pivot, pivot];
                for (var c = pivot; c < 4; c++) m[row, c] -= factor * m[pivot, c];
            }
        }
        for (var r = 0; r < 3; r++) m[r, 3] /= m[r, r];
    }
}
