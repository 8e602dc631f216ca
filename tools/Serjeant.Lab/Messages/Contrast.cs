using Serjeant.Moderation;
using Serjeant.Moderation.Model;

namespace Serjeant.Lab.Messages;

/// <summary>The contrast set as samples: singles as they are, templates filled up to 25 times, the same every time.</summary>
internal static class Contrast
{
    internal const string SinglesSet = "contrast-singles";
    internal const string TemplatesSet = "contrast-templates";
    private const int FillingsEach = 25;
    private const float SingleWeight = 4;
    private const float TemplateWeight = 5;
    private const int Tries = 60;
    private const int TestPercent = 20;
    private const int TunePercent = 10;

    private static readonly string[] Harassment = ["insult", "sexual", "fixation", "dehumanising", "leak"];
    private static readonly string[] Rude = ["insult", "insult.mild", "profanity", "sexual", "dehumanising", "threat", "incitement"];

    /// <exception cref="InvalidDataException">Names each mistake's file and line.</exception>
    internal static List<Sample> Read(string root)
    {
        var files = ContrastFiles.Read(root);
        if (files.Mistakes.Count > 0) throw new InvalidDataException(string.Join('\n', files.Mistakes));
        var samples = new List<Sample>();
        foreach (var single in files.Singles)
        {
            // A twin is judged with its twin: both go to the same part.
            Add(samples, single, SinglesSet, PartOf(single.Id), SingleWeight);
        }
        foreach (var template in files.Templates)
        {
            var random = new Random(unchecked((int)NearTwins.StableHash(template.Id)));
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var filled = new List<ContrastPair>();
            for (var n = 0; n < Tries && filled.Count < FillingsEach; n++)
                if (ContrastTemplate.Fill(template, files.Slots, filled.Count + 1, random) is { } pair && seen.Add(pair.Abuse + "\n" + pair.Ok)) filled.Add(pair);
            // A template is one thought however often it is filled: its lines share one weight.
            foreach (var pair in filled) Add(samples, pair, TemplatesSet, PartOf(template.Id), TemplateWeight / filled.Count, copy: pair != filled[0]);
        }
        return samples;
    }

    private static Part PartOf(string id)
    {
        var draw = NearTwins.StableHash("split " + id) % 100;
        return draw < TestPercent ? Part.Test : draw < TestPercent + TunePercent ? Part.Tune : Part.Train;
    }

    private static void Add(List<Sample> samples, ContrastPair pair, string set, Part part, float weight, bool copy = false)
    {
        if (pair.Abuse is not null) samples.Add(Make(pair, "abuse", pair.Abuse, pair.AbuseLabels, set, part, weight) with { Copy = copy });
        samples.Add(Make(pair, "ok", pair.Ok, pair.OkLabels, set, part, weight) with { Copy = copy });
    }

    private static Sample Make(ContrastPair pair, string side, string text, string written, string set, Part part, float weight)
    {
        var labels = ContrastFiles.Labels(written);
        bool Any(params ReadOnlySpan<string> ids)
        {
            foreach (var id in ids)
                if (labels.Contains(id)) return true;
            return false;
        }
        var hate = labels.Any(l => l.StartsWith("hate.", StringComparison.Ordinal));
        var threat = Any("threat", "incitement");
        var harassment = Any(Harassment);
        var answers = new Answers().Say(Head.Hate, hate, weight).Say(Head.Threat, threat, weight).Say(Head.Leak, Any("leak"), weight)
            .Say(Head.Sexual, Any("sexual"), weight).Say(Head.Spam, Any("spam", "advertising"), weight).Say(Head.Harassment, harassment, weight)
            .Say(Head.Fixation, Any("fixation"), weight).Say(Head.Dehumanising, Any("dehumanising"), weight)
            .Say(Head.Abuse, hate || threat || harassment, weight).Say(Head.Incivility, hate || Any(Rude), weight);
        return new Sample(text, set, side, answers.Values, answers.Weights) { Part = part, Function = pair.Function, Labels = written, Id = $"{pair.Id}:{side}" };
    }

    /// <summary>True where a fair protocol would act on a line with these labels.</summary>
    internal static bool IsAbuse(string written) => ContrastFiles.Labels(written)
        .Any(l => l != "insult.mild" && CategoryNames.TryParse(l, out var category) && Scoring.MayBeAbuse(category));
}
