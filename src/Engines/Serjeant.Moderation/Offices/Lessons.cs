using System.Collections.Frozen;

namespace Serjeant.Moderation.Offices;

/// <summary>One finding on which people of the office have had the last word.</summary>
/// <param name="Rule">Null where a person added the category: no detection rule was right about it.</param>
/// <param name="Confidence">The judge's own, before anything was learned.</param>
/// <param name="Acted">True where they acted on it; false where they left it or said that it was wrong.</param>
public readonly record struct Outcome(string? Rule, Category Category, double Confidence, bool Acted);

/// <summary>
/// What an office's decisions say about findings, as a shift of their log-odds. For each rule and category the share that the office acted on
/// is drawn towards the judge's own mean confidence by <see cref="Doubt"/> imagined cases (the mean of a beta posterior), so a few decisions
/// change little; the shift is what lies between the two, within <see cref="MostShift"/>.
/// </summary>
public sealed class Lessons
{
    /// <summary>From so many decided findings of one rule on, something is learned about it.</summary>
    public const int FewestOfRule = 8;

    /// <summary>From so many of a category on, something is learned about those of its rules that have fewer.</summary>
    public const int FewestOfCategory = 16;

    /// <summary>The most that is ever learned, in log-odds: 0.9 falls to 0.67 at the lowest, 0.5 to 0.18.</summary>
    public const double MostShift = 1.5;

    private const double Doubt = 8;

    /// <summary>A shift below this (0.5 becomes 0.525) is none: it would only be noise to explain.</summary>
    private const double LeastShift = 0.1;

    private const double Lowest = 0.02;
    private const double Highest = 0.99;

    private readonly FrozenDictionary<(string? Rule, Category Category), Tally> tallies;

    private Lessons(FrozenDictionary<(string? Rule, Category Category), Tally> tallies) => this.tallies = tallies;

    public static Lessons None { get; } = new(FrozenDictionary<(string? Rule, Category Category), Tally>.Empty);

    public bool IsEmpty => tallies.Count == 0;

    public static Lessons Of(IEnumerable<Outcome> outcomes)
    {
        var tallies = new Dictionary<(string? Rule, Category Category), Tally>();
        foreach (var outcome in outcomes)
        {
            Add(tallies, (null, outcome.Category), outcome);
            if (outcome.Rule is not null) Add(tallies, (outcome.Rule, outcome.Category), outcome);
        }
        return new Lessons(tallies.Where(t => t.Value.Of >= (t.Key.Rule is null ? FewestOfCategory : FewestOfRule)).ToFrozenDictionary());
    }

    /// <summary>
    /// The finding as the office's decisions let it count; the very same object where nothing was learned. What can't wait (danger of
    /// severity 3) never counts for less.
    /// </summary>
    public Finding Apply(Finding finding)
    {
        var sameRule = tallies.TryGetValue((finding.Rule, finding.Category), out var tally);
        if (!sameRule && !tallies.TryGetValue((null, finding.Category), out tally)) return finding;
        var shift = tally.Shift;
        if (Math.Abs(shift) < LeastShift || shift < 0 && finding.Severity >= 3 && Scoring.IsDanger(finding.Category)) return finding;
        var confidence = Math.Round(Share(Odds(finding.Confidence) + shift), 4);
        // What the judge was surer or less sure of than anything learned may make it, stays.
        confidence = shift < 0 ? Math.Min(finding.Confidence, Math.Max(Lowest, confidence)) : Math.Max(finding.Confidence, Math.Min(Highest, confidence));
        return confidence == finding.Confidence ? finding
            : finding with { Confidence = confidence, Learned = new Learned(finding.Confidence, tally.Of - tally.Acted, tally.Of, sameRule) };
    }

    private static void Add(Dictionary<(string? Rule, Category Category), Tally> tallies, (string? Rule, Category Category) key, Outcome outcome)
    {
        var before = tallies.GetValueOrDefault(key);
        tallies[key] = new Tally(before.Acted + (outcome.Acted ? 1 : 0), before.Of + 1, before.Confidence + outcome.Confidence);
    }

    private static double Odds(double share)
    {
        share = Math.Clamp(share, Lowest, Highest);
        return Math.Log(share / (1 - share));
    }

    private static double Share(double odds) => 1 / (1 + Math.Exp(-odds));

    /// <param name="Confidence">The sum over all.</param>
    private readonly record struct Tally(int Acted, int Of, double Confidence)
    {
        internal double Shift
        {
            get
            {
                var expected = Confidence / Of;
                return Math.Clamp(Odds((Acted + Doubt * expected) / (Of + Doubt)) - Odds(expected), -MostShift, MostShift);
            }
        }
    }
}
