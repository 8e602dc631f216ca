using Serjeant.Moderation.Model;
using Serjeant.Text;

namespace Serjeant.Lab.Messages;

/// <summary>
/// A letter is read in parts, so it is learned from in parts: all parts of a harmless one, and of one with abuse in it the part that differs most from its
/// harmless twin. What the other parts say is the twin's.
/// </summary>
internal static class LongLines
{
    internal static List<Sample> InParts(IReadOnlyList<Sample> samples, Lexicon lexicon)
    {
        var reader = new ModelReader(lexicon);
        var twins = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var sample in samples) twins.TryAdd(sample.Id, sample.Text);
        var parts = new List<Sample>(samples.Count);
        foreach (var sample in samples)
        {
            if (sample.Set is not (Contrast.SinglesSet or Contrast.TemplatesSet))
            {
                parts.Add(sample);
                continue;
            }
            reader.Load(Folder.Fold(sample.Text));
            if (reader.Parts.Count <= 1) parts.Add(sample);
            else if (!Contrast.IsAbuse(sample.Labels)) parts.AddRange(Texts(reader).Select(text => sample with { Text = text }));
            else if (twins.TryGetValue(TwinOf(sample.Id), out var twin)) parts.Add(sample with { Text = Texts(reader).MaxBy(text => WordsOf(text).Except(WordsOf(twin)).Count())! });
        }
        return parts;
    }

    private static List<string> Texts(ModelReader reader)
    {
        var words = reader.Passage.Words;
        return [.. reader.Parts.Select(p => reader.Passage.Original[words[p.From].Start..words[p.To - 1].End])];
    }

    private static string TwinOf(string id) => id.EndsWith(":abuse", StringComparison.Ordinal) ? id[..^":abuse".Length] + ":ok" : id[..^":ok".Length] + ":abuse";

    private static HashSet<string> WordsOf(string text) => [.. text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
