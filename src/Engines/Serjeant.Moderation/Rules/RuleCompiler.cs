using Serjeant.Moderation.Phrases;

namespace Serjeant.Moderation.Rules;

/// <summary>Compiles rule definitions against one vocabulary.</summary>
internal sealed class RuleCompiler(IReadOnlyDictionary<string, IReadOnlyList<string>> shared)
{
    private const string Target = "target";

    // Words so frequent that they are poor signs that a phrase may be present.
    private static readonly string[] Common =
        ("a about all an and are as at be been but by can do for from get go going got had has have he her hers him his how i if ill im in is it its just know like me my no "
        + "not of off on one or our out people she so some than that the their them then there these they theyre this those to too up us want was we well were what when "
        + "where which who why will with would you your youre yours yourself ll re ve s t d should need must could u ur r these those all every gonna").Split(' ');

    private readonly Vocabulary vocabulary = new();
    private readonly Dictionary<string, Node> parsedLists = new(StringComparer.Ordinal);
    private HashSet<int> common = [];

    internal RuleSet Compile(IReadOnlyList<RuleDefinition> definitions)
    {
        common = [.. Common.Select(vocabulary.Add)];
        var negations = Words("negation");
        var clauseWords = Words("clause");
        var reporting = shared.TryGetValue("reporting", out var cues) ? cues.SelectMany(c => Phrases(c, "lists", "reporting", NoLists, null)).ToArray() : [];
        var rules = new List<CompiledRule>();
        foreach (var definition in definitions)
            foreach (var (category, target) in Categories(definition))
                rules.Add(Compile(definition, category, target, rules.Count));
        vocabulary.Seal();
        return new RuleSet(definitions, [.. rules], vocabulary, new Guards(negations, clauseWords, reporting), shared.GetValueOrDefault("starred") ?? []);
    }

    private static readonly Dictionary<string, IReadOnlyList<string>> NoLists = [];

    private HashSet<int> Words(string list) => [.. (shared.GetValueOrDefault(list) ?? []).Select(vocabulary.Add)];

    private IEnumerable<(Category, string?)> Categories(RuleDefinition definition)
    {
        if (definition.Category is { } one) return [(one, null)];
        var targets = Enum.GetValues<Category>().Where(c => c.IsHate())
            .Select(c => (Category: c, List: $"{Target}.{c.Id()["hate.".Length..]}"))
            .Where(x => definition.Lists.ContainsKey(x.List) || shared.ContainsKey(x.List)).Select(x => (x.Category, (string?)x.List)).ToArray();
        return targets.Length > 0 ? targets
            : throw new SourceFileException(definition.File, "category", "by-target needs word lists named target.race, target.religion and so on.");
    }

    private CompiledRule Compile(RuleDefinition d, Category category, string? target, int number)
    {
        Phrase[] All(IEnumerable<string> written, string field) => [.. written.SelectMany(p => Phrases(p, d.File, field, d.Lists, target))];
        Guard[] Compiled(IEnumerable<GuardDefinition> guards, string field) =>
            [.. guards.Select(g => new Guard(g.Place, All(g.Phrases, $"{field}.{g.Place.ToString().ToLowerInvariant()}")))];
        return new CompiledRule(number, d, category, All(d.Phrases, "phrases"),
            d.Patterns,
            Compiled(d.Needs, "needs"), Compiled(d.Unless, "unless"),
            [.. d.Stronger.Select(s => new Stronger(All(s.Phrases, "stronger"), s.Severity, s.Confidence, s.Says))]);
    }

    private Phrase[] Phrases(string written, string file, string field, IReadOnlyDictionary<string, IReadOnlyList<string>> own, string? target)
    {
        Node? Read(PhraseParser parser, string name)
        {
            // {target} and {slur} in a by-target rule are the lists target.race, slur.race …: whichever belongs to the target.
            string[] names = target is null ? [name] : [name, name + target[Target.Length..]];
            foreach (var candidate in names)
            {
                if (own.TryGetValue(candidate, out var words)) return parser.ParseAny(words);
                if (parsedLists.TryGetValue(candidate, out var known)) return known;
                if (shared.TryGetValue(candidate, out words)) return parsedLists[candidate] = parser.ParseAny(words);
            }
            return null;
        }
        try
        {
            return [.. PhraseCompiler.Compile(written, new PhraseParser(vocabulary, Read), common)];
        }
        catch (FormatException e)
        {
            throw new SourceFileException(file, field, e.Message, e);
        }
    }
}
