namespace Serjeant.Moderation.Phrases;

/// <summary>The cheapest set of words that no match of a phrase can do without: few of them, and not the common ones.</summary>
/// <param name="Before">How many tokens a match can have before it.</param>
/// <param name="After">How many tokens a match can have after it.</param>
internal sealed record Anchor(IReadOnlySet<int> Ids, int Cost, int Before, int After)
{
    private const int CostOfCommon = 200;

    /// <summary>Null when the phrase asks for no word at all.</summary>
    internal static Anchor? Of(Node node, IReadOnlySet<int> common) => node switch
    {
        Node.Word word => new Anchor(word.Ids, word.Ids.Sum(id => common.Contains(id) || id < Vocabulary.FirstWord ? CostOfCommon : 1), 0, 0),
        Node.Sequence sequence => InSequence(sequence.Items, common),
        Node.Choice choice => InChoice(choice.Items, common),
        _ => null,
    };

    /// <summary>All sets of words of each of which every match has one, the cheapest first.</summary>
    internal static IEnumerable<Anchor> AllOf(Node node, IReadOnlySet<int> common) =>
        Parts(node).Select(part => Of(part, common)).OfType<Anchor>().OrderBy(anchor => anchor.Cost);

    private static IEnumerable<Node> Parts(Node node) =>
        node is Node.Sequence sequence ? sequence.Items.Where(item => !item.MayBeEmpty).SelectMany(Parts) : [node];

    private static Anchor? InSequence(IReadOnlyList<Node> items, IReadOnlySet<int> common)
    {
        Anchor? best = null;
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].MayBeEmpty || Of(items[i], common) is not { } anchor || best?.Cost <= anchor.Cost) continue;
            best = anchor with { Before = anchor.Before + items.Take(i).Sum(x => x.Longest), After = anchor.After + items.Skip(i + 1).Sum(x => x.Longest) };
        }
        return best;
    }

    private static Anchor? InChoice(IReadOnlyList<Node> items, IReadOnlySet<int> common)
    {
        var ids = new HashSet<int>();
        var all = new Anchor(ids, 0, 0, 0);
        foreach (var item in items)
        {
            if (Of(item, common) is not { } part) return null;
            ids.UnionWith(part.Ids);
            all = all with { Cost = all.Cost + part.Cost, Before = Math.Max(all.Before, part.Before), After = Math.Max(all.After, part.After) };
        }
        return all;
    }
}
