namespace Serjeant.Moderation.Phrases;

/// <summary>A phrase as written: words, choices, gaps.</summary>
internal abstract record Node
{
    /// <summary>One token out of a set of words.</summary>
    internal sealed record Word(IReadOnlySet<int> Ids) : Node;

    /// <summary>Any one token.</summary>
    internal sealed record Any : Node;

    internal sealed record Sequence(IReadOnlyList<Node> Items) : Node;

    internal sealed record Choice(IReadOnlyList<Node> Items) : Node;

    internal sealed record Optional(Node Item) : Node;

    internal int Positions => this switch
    {
        Sequence s => s.Items.Sum(x => x.Positions),
        Choice c => c.Items.Sum(x => x.Positions),
        Optional o => o.Item.Positions,
        _ => 1,
    };

    /// <summary>The most tokens that it can take.</summary>
    internal int Longest => this switch
    {
        Sequence s => s.Items.Sum(x => x.Longest),
        Choice c => c.Items.Max(x => x.Longest),
        Optional o => o.Item.Longest,
        _ => 1,
    };

    internal bool MayBeEmpty => this switch
    {
        Sequence s => s.Items.All(x => x.MayBeEmpty),
        Choice c => c.Items.Any(x => x.MayBeEmpty),
        Optional => true,
        _ => false,
    };
}
