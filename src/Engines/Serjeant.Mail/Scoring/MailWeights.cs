using System.Text.Json;
using Serjeant.Mail.Rules;
using Serjeant.Moderation;

namespace Serjeant.Mail.Scoring;

/// <summary>Points of rules and the two scores at which a verdict changes, as <c>train mail</c> fitted them.</summary>
/// <param name="Points">By rule id, in quarters; a rule that isn't here keeps its own.</param>
/// <param name="Amber">From this score on: something does not fit.</param>
/// <param name="Red">From this score on: very likely not genuine.</param>
public sealed record MailWeights(IReadOnlyDictionary<string, double> Points, double Amber, double Red)
{
    /// <summary>As the rule files say, before anything was fitted.</summary>
    public static MailWeights Unfitted { get; } = new(new Dictionary<string, double>(), 2.5, 5);

    public double For(MailRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Points.TryGetValue(rule.Id, out var points) ? points : rule.Points;
    }

    /// <exception cref="SourceFileException">The file can't be used.</exception>
    public static MailWeights Load(SourceFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            using var json = JsonDocument.Parse(file.Text);
            var root = json.RootElement;
            var points = root.GetProperty("points").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble(), StringComparer.Ordinal);
            return new MailWeights(points, root.GetProperty("amber").GetDouble(), root.GetProperty("red").GetDouble());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new SourceFileException(file.Name, "", "these weights can't be read. Make them again with './serjeant train mail'.", e);
        }
    }
}
