using Serjeant.Moderation;
using Serjeant.Moderation.Phrases;
using Serjeant.Text;

namespace Serjeant.Mail.Rules;

/// <summary>All phrases of all rules, found in one pass over a text (the automata of <see cref="Serjeant.Moderation.Phrases"/>).</summary>
internal sealed class PhraseFinder
{
    private static readonly string[] Common =
        ("a about all an and are as at be been but by can do for from get has have he her his how i if in is it its just me my no not of on or our out so that the their them "
        + "then there these they this to too up us was we were what when where which who why will with would you your de e o que a do da em um para com nao uma os no se na por mais "
        + "und der die das sie ist nicht ein zu ihr ihre le la les des et est vous votre el los su en un una").Split(' ');

    private readonly Vocabulary vocabulary = new();
    private readonly WordFinder finder;
    private readonly (int Rule, Where Where, Phrase Phrase)[] entries;
    private readonly int[][] byWord;

    /// <exception cref="SourceFileException">A phrase can't be read.</exception>
    internal PhraseFinder(IReadOnlyList<MailRule> rules, IReadOnlyDictionary<string, IReadOnlyList<string>> shared)
    {
        HashSet<int> common = [.. Common.Select(vocabulary.Add)];
        var all = new List<(int, Where, Phrase)>();
        for (var i = 0; i < rules.Count; i++)
            foreach (var written in rules[i].Phrases)
                foreach (var phrase in Compile(rules[i], written, shared, common)) all.Add((i, rules[i].Where, phrase));
        entries = [.. all];
        vocabulary.Seal();
        finder = new WordFinder(vocabulary, []);
        var lists = new List<int>?[vocabulary.Count];
        for (var i = 0; i < entries.Length; i++)
            foreach (var id in entries[i].Phrase.Anchors) (lists[id] ??= []).Add(i);
        byWord = [.. lists.Select(l => l?.ToArray() ?? [])];
    }

    /// <summary>The first place of each rule that has a phrase here, by the rule's number.</summary>
    internal Dictionary<int, (int Start, int Length)> Find(string text, Where where)
    {
        var found = new Dictionary<int, (int, int)>();
        if (text.Length == 0) return found;
        var reading = new Reading();
        reading.Load(Folder.Fold(text), finder);
        var until = new int[entries.Length];
        for (var t = 0; t < reading.Count; t++)
        {
            foreach (var i in byWord[reading.Ids[t]])
            {
                var (rule, places, phrase) = entries[i];
                if (until[i] > t || (places & where) == 0 || found.ContainsKey(rule)) continue;
                var to = Math.Min(reading.Count, t + 1 + phrase.Reach.After);
                if (phrase.Find(reading, Math.Max(until[i], t - phrase.Reach.Before), to, t) is { } match) found[rule] = reading.Span(match.Start, match.End);
            }
        }
        return found;
    }

    private IEnumerable<Phrase> Compile(MailRule rule, string written, IReadOnlyDictionary<string, IReadOnlyList<string>> shared, HashSet<int> common)
    {
        Node? List(PhraseParser parser, string name) => rule.Lists.TryGetValue(name, out var words) || shared.TryGetValue(name, out words) ? parser.ParseAny(words) : null;
        try
        {
            return [.. PhraseCompiler.Compile(written, new PhraseParser(vocabulary, List), common)];
        }
        catch (FormatException e)
        {
            throw new SourceFileException(rule.File, "phrases", e.Message, e);
        }
    }
}
