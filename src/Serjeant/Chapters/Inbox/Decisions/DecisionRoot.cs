using System.Text;
using Serjeant.Ledger;

namespace Serjeant.Chapters.Inbox.Decisions;

/// <summary>
/// One number that stands in the ledger for all the messages of a press: the Merkle tree hash (RFC 9162 §2.1) over the lines
/// "message-id rule-id", ascending by message, rule 0 for none. With the rows at hand anybody can work it out again.
/// </summary>
public static class DecisionRoot
{
    public static string Of(IEnumerable<(long MessageId, long? RuleId)> decided)
    {
        var tree = Frontier.Empty;
        foreach (var (message, rule) in decided.OrderBy(d => d.MessageId))
            tree = tree.Append(MerkleHash.Leaf(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{message} {rule ?? 0}"))));
        return Convert.ToHexStringLower(tree.Root());
    }
}
