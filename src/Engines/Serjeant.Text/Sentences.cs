namespace Serjeant.Text;

/// <summary>Takes back sentence ends that are only emphasis: <c>Kill. Them. All.</c></summary>
internal static class Sentences
{
    internal static void JoinShouts(FoldedText folded)
    {
        var tokens = folded.TokenList;
        for (var i = 1; i < tokens.Count; i++)
        {
            if (!tokens[i].Has(TokenMarks.NewSentence) || tokens[i].Kind != TokenKind.Word) continue;
            var alone = i + 1 == tokens.Count || tokens[i + 1].Has(TokenMarks.NewSentence);
            var afterAlone = tokens[i - 1].Has(TokenMarks.NewSentence) || i == 1 || tokens[i - 1].Has(TokenMarks.Stop);
            if (alone && afterAlone) tokens[i] = tokens[i] with { Marks = tokens[i].Marks & ~TokenMarks.NewSentence | TokenMarks.Stop };
        }
    }
}
