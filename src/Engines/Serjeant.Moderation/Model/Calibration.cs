namespace Serjeant.Moderation.Model;

/// <summary>
/// From the two designs' log-odds to one calibrated probability: Platt's logistic fit (1999) with two inputs, made on messages that neither
/// was trained on.
/// </summary>
public sealed record Calibration(float Linear, float Network, float Bias)
{
    public double Odds(float linear, float network) => (double)Linear * linear + (double)Network * network + Bias;

    public static double Probability(double odds) => 1 / (1 + Math.Exp(-odds));
}
