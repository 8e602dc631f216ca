namespace Serjeant.Moderation.Phrases;

/// <summary>Turns phrases as written into automata.</summary>
internal static class PhraseCompiler
{
    /// <exception cref="FormatException">Says what is wrong with the phrase and what to write.</exception>
    internal static IEnumerable<Phrase> Compile(string written, PhraseParser parser, IReadOnlySet<int> common)
    {
        var text = written.Trim();
        var atStart = text.StartsWith('^');
        var atEnd = text.EndsWith('$');
        var node = parser.Parse(text[(atStart ? 1 : 0)..(atEnd ? ^1 : ^0)]);
        if (node.MayBeEmpty) throw new FormatException($"'{written}' would match nothing at all. At least one word must not be optional.");
        return Split(node).Select(part => new Builder().Build(part, atStart, atEnd, common, written));
    }

    // A phrase that is too big for 64 positions becomes several, cut at its biggest choice.
    private static IEnumerable<Node> Split(Node node)
    {
        if (node.Positions <= Phrase.MostPositions) return [node];
        var items = Flatten(node).ToList();
        var biggest = Enumerable.Range(0, items.Count).Where(i => items[i] is Node.Choice or Node.Optional).OrderByDescending(i => items[i].Positions).Select(i => (int?)i)
            .FirstOrDefault() ?? throw new FormatException("a phrase is too long. Write it as two.");
        return Halves(items[biggest]).SelectMany(half => Split(new Node.Sequence([.. items[..biggest], .. half, .. items[(biggest + 1)..]])));
    }

    private static IEnumerable<Node> Flatten(Node node) => node is Node.Sequence s ? s.Items.SelectMany(Flatten) : [node];

    private static IEnumerable<Node[]> Halves(Node node)
    {
        if (node is Node.Optional optional) return [[], [optional.Item]];
        var choice = ((Node.Choice)node).Items;
        var middle = Math.Max(1, choice.Count / 2);
        return new[] { choice.Take(middle), choice.Skip(middle) }.Select(half => half.ToList())
            .Select(half => new[] { half.Count == 1 ? half[0] : new Node.Choice(half) });
    }

    private sealed class Builder
    {
        private readonly List<ulong> follow = [];
        private readonly Dictionary<int, ulong> masks = [];
        private ulong anyMask;

        internal Phrase Build(Node node, bool atStart, bool atEnd, IReadOnlySet<int> common, string written)
        {
            var (first, last) = Walk(node);
            var anchors = Anchor.Of(node, common) ?? throw new FormatException($"'{written}' needs at least one word that is not <any> or a gap.");
            return new Phrase
            {
                First = first,
                Last = last,
                Follow = [.. follow],
                Masks = new WordMasks(masks),
                AnyMask = anyMask,
                AtStart = atStart,
                AtEnd = atEnd,
                Anchors = [.. anchors.Ids],
                Needs = [.. Anchor.AllOf(node, common).Select(a => a.Ids).Where(ids => !ids.SetEquals(anchors.Ids)).Take(Phrase.MostNeeds)],
                Reach = (anchors.Before, anchors.After),
            };
        }

        private (ulong First, ulong Last) Walk(Node node)
        {
            switch (node)
            {
                case Node.Word word:
                    var bit = NewPosition();
                    foreach (var id in word.Ids) masks[id] = masks.GetValueOrDefault(id) | bit;
                    return (bit, bit);
                case Node.Any:
                    bit = NewPosition();
                    anyMask |= bit;
                    return (bit, bit);
                case Node.Optional optional:
                    return Walk(optional.Item);
                case Node.Choice choice:
                    var (first, last) = (0UL, 0UL);
                    foreach (var item in choice.Items)
                    {
                        var (f, l) = Walk(item);
                        (first, last) = (first | f, last | l);
                    }
                    return (first, last);
                case Node.Sequence sequence:
                    return WalkSequence(sequence);
                default:
                    throw new InvalidOperationException("An unknown kind of node.");
            }
        }

        private (ulong First, ulong Last) WalkSequence(Node.Sequence sequence)
        {
            var (first, last) = (0UL, 0UL);
            var empty = true;
            foreach (var item in sequence.Items)
            {
                var (f, l) = Walk(item);
                for (var p = 0; p < follow.Count; p++)
                    if ((last >> p & 1) != 0) follow[p] |= f;
                if (empty) first |= f;
                empty &= item.MayBeEmpty;
                last = item.MayBeEmpty ? last | l : l;
            }
            return (first, last);
        }

        private ulong NewPosition()
        {
            follow.Add(0);
            return 1UL << (follow.Count - 1);
        }
    }
}
