using Serjeant.Text;

namespace Serjeant.Moderation.Model;

/// <summary>
/// Reads messages part by part for one thread: what each design makes of each part. A long message is as bad as its worst part, so that a threat
/// under ten pages of civil words is not thinned out.
/// </summary>
public sealed class ModelReader
{
    private readonly List<(int From, int To)> parts = [];
    private readonly List<WordCache> caches = [];
    private FeatureList? traced;
    private (int From, int To) tracedPart;
    private readonly uint[] rulesHere = new uint[16];

    public ModelReader(Lexicon lexicon) => Passage = new Passage(lexicon);

    public Passage Passage { get; }

    public FeatureList Features { get; } = new();

    /// <summary>What a network's recent words gave to it.</summary>
    internal WordCache CacheOf(int network)
    {
        while (caches.Count <= network) caches.Add(new WordCache());
        return caches[network];
    }

    /// <summary>The parts as words [from, to). None when the message has no words.</summary>
    public IReadOnlyList<(int From, int To)> Parts => parts;

    public void Load(FoldedText folded)
    {
        Passage.Load(folded);
        parts.Clear();
        tracedPart = default;
        for (var from = 0; from < Passage.Words.Count;)
        {
            var to = Passage.PartEnd(from);
            parts.Add((from, to));
            from = to;
        }
    }

    /// <summary>The features of a part, among them the rules that found something in it.</summary>
    public void ReadFeatures((int From, int To) part, IReadOnlyList<Finding> findings) => ReadFeatures(part, findings, Features);

    /// <summary>The features of a part with the words that each came from: for explanations.</summary>
    internal FeatureList ReadTraced((int From, int To) part, IReadOnlyList<Finding> findings)
    {
        traced ??= new FeatureList(traced: true);
        // Asked once for each answer that is explained, most often of the same part.
        if (tracedPart != part) ReadFeatures(part, findings, traced);
        tracedPart = part;
        return traced;
    }

    private void ReadFeatures((int From, int To) part, IReadOnlyList<Finding> findings, FeatureList into)
    {
        var start = Passage.Words[part.From].Start;
        var end = Passage.Words[part.To - 1].End;
        var count = 0;
        foreach (var finding in findings)
            if (count < rulesHere.Length && finding.Start < end && finding.Start + finding.Length > start) rulesHere[count++] = Hash.Of(finding.Rule);
        FeatureReader.Read(Passage, part.From, part.To, rulesHere.AsSpan(0, count), into);
    }
}
