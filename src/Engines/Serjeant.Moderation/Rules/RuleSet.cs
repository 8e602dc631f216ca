using Serjeant.Moderation.Phrases;

namespace Serjeant.Moderation.Rules;

/// <summary>All rules, read from their files, checked and compiled. Made once; safe to share between threads.</summary>
public sealed class RuleSet
{
    internal RuleSet(IReadOnlyList<RuleDefinition> definitions, CompiledRule[] rules, Vocabulary vocabulary, Guards guards, IEnumerable<string> starred)
    {
        Definitions = definitions;
        Rules = rules;
        Vocabulary = vocabulary;
        Guards = guards;
        Starred = [.. starred];
        Index = new PhraseIndex(rules, vocabulary);
        WithPatterns = [.. rules.Where(r => r.Patterns.Count > 0)];
        WithDetector = [.. rules.Where(r => r.Definition.Detector != Detector.None)];
    }

    /// <summary>The rules as written, in the order of their ids.</summary>
    public IReadOnlyList<RuleDefinition> Definitions { get; }

    internal CompiledRule[] Rules { get; }

    internal Vocabulary Vocabulary { get; }

    internal Guards Guards { get; }

    internal string[] Starred { get; }

    internal PhraseIndex Index { get; }

    internal CompiledRule[] WithPatterns { get; }

    internal CompiledRule[] WithDetector { get; }

    /// <summary>Reads rule files and the word lists they share (a file that begins with <c>list:</c>).</summary>
    /// <exception cref="SourceFileException">A file can't be used; the message names the file, the field and what to do.</exception>
    public static RuleSet Load(IEnumerable<SourceFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var all = files.OrderBy(f => f.Name, StringComparer.Ordinal).ToArray();
        var lists = new Dictionary<string, (SourceFile File, IReadOnlyList<string> Words)>(StringComparer.Ordinal);
        foreach (var file in all.Where(RuleFileReader.IsList))
        {
            var (name, words) = RuleFileReader.ReadList(file);
            if (!lists.TryAdd(name, (file, words)))
                throw new SourceFileException(file.Name, "list", $"'{name}' is already in {lists[name].File.Name}. Give it another name or join the two.");
        }
        var rules = new Dictionary<string, RuleDefinition>(StringComparer.Ordinal);
        foreach (var file in all.Where(f => !RuleFileReader.IsList(f)))
        {
            var rule = RuleFileReader.ReadRule(file);
            if (!rules.TryAdd(rule.Id, rule))
                throw new SourceFileException(file.Name, "id", $"'{rule.Id}' is already in {rules[rule.Id].File}. Give it another id.");
        }
        if (rules.Count == 0) throw new SourceFileException("rules", "", "there are no rule files. Put at least one .yaml file there.");
        return new RuleCompiler(lists.ToDictionary(x => x.Key, x => x.Value.Words, StringComparer.Ordinal))
            .Compile([.. rules.Values.OrderBy(r => r.Id, StringComparer.Ordinal)]);
    }
}
