namespace Serjeant.Mail.Rules;

/// <summary>What is known of one message: facts that code found out and rules that hold, each with the words it rests on.</summary>
internal sealed class Facts
{
    private const int MostEvidence = 3;
    private readonly Dictionary<string, (List<Evidence> Evidence, Dictionary<string, string> Words)> known = new(StringComparer.Ordinal);

    internal IEnumerable<string> Names => known.Keys;

    /// <summary>Why not all was looked at, in plain words; null when all was.</summary>
    internal string? Missed { get; private set; }

    internal bool Has(string name) => known.ContainsKey(name);

    internal IReadOnlyList<Evidence> EvidenceOf(string name) => known.TryGetValue(name, out var fact) ? fact.Evidence : [];

    /// <param name="words">What the reason's <c>{placeholders}</c> stand for.</param>
    internal void Add(string name, Evidence evidence, params (string Name, string Value)[] words)
    {
        if (!known.TryGetValue(name, out var fact)) known[name] = fact = ([], words.ToDictionary(w => w.Name, w => w.Value, StringComparer.Ordinal));
        if (fact.Evidence.Count < MostEvidence && !fact.Evidence.Contains(evidence)) fact.Evidence.Add(evidence);
    }

    /// <summary>The same, to be added to by itself.</summary>
    internal Facts Copy()
    {
        var copy = new Facts { Missed = Missed };
        foreach (var (name, (evidence, words)) in known) copy.known[name] = ([.. evidence], words);
        return copy;
    }

    /// <summary>Something could not be looked at to its end.</summary>
    internal void Miss(string words) => Missed ??= words;

    /// <summary>The reason with its placeholders filled from the fact that it is about.</summary>
    internal string Fill(string reason, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!reason.Contains('{', StringComparison.Ordinal)) break;
            if (!known.TryGetValue(name, out var fact)) continue;
            foreach (var (word, value) in fact.Words) reason = reason.Replace($"{{{word}}}", value, StringComparison.Ordinal);
        }
        return reason;
    }
}
