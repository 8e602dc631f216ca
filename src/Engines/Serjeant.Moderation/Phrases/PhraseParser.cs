using Serjeant.Text;

namespace Serjeant.Moderation.Phrases;

/// <summary>
/// Reads the phrase language of rule files: words; <c>(a|b c)</c> a choice; <c>(x)?</c> optional; <c>cats?</c> cat or cats; <c>{list}</c> a word list;
/// <c>~3</c> up to three words of any kind; <c>&lt;name&gt; &lt;url&gt; &lt;number&gt; &lt;email&gt; &lt;any&gt;</c>; <c>:knife:</c> an emoji;
/// <c>^</c> first and <c>$</c> last: where a sentence begins or ends.
/// </summary>
internal sealed class PhraseParser(Vocabulary vocabulary, Func<PhraseParser, string, Node?> list)
{
    private const int Deepest = 12;
    private const int WidestGap = 8;
    private string text = "";
    private int at;
    private int depth;

    /// <exception cref="FormatException">Says what is wrong with the phrase and what to write.</exception>
    internal Node Parse(string phrase)
    {
        var (outerText, outerAt) = (text, at);
        (text, at) = (phrase, 0);
        var node = ParseChoice();
        if (at < text.Length) throw new FormatException($"'{phrase}' has a ')' too many.");
        (text, at) = (outerText, outerAt);
        return node;
    }

    private Node ParseChoice()
    {
        var items = new List<Node> { ParseSequence() };
        while (at < text.Length && text[at] == '|')
        {
            at++;
            items.Add(ParseSequence());
        }
        return Merge(items);
    }

    private Node ParseSequence()
    {
        var items = new List<Node>();
        for (SkipSpace(); at < text.Length && text[at] is not ('|' or ')'); SkipSpace())
        {
            var item = ParseItem();
            if (at < text.Length && text[at] == '?')
            {
                at++;
                item = new Node.Optional(item);
            }
            items.Add(item);
        }
        if (items.Count == 0) throw new FormatException($"'{text}' has an empty part. Write a word on both sides of '|'.");
        return items.Count == 1 ? items[0] : new Node.Sequence(items);
    }

    private Node ParseItem()
    {
        switch (text[at])
        {
            case '(':
                at++;
                var inner = ParseChoice();
                if (at >= text.Length) throw new FormatException($"'{text}' lacks a ')'.");
                at++;
                return inner;
            case '{':
                return ParseList(Until('}'));
            case '<':
                return Special(Until('>'));
            case '~':
                at++;
                var digits = at;
                while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
                if (!int.TryParse(text.AsSpan(digits, at - digits), out var gap) || gap is < 1 or > WidestGap)
                    throw new FormatException($"'{text}': write a gap as ~1 to ~{WidestGap}.");
                Node any = new Node.Optional(new Node.Any());
                return gap == 1 ? any : new Node.Sequence([.. Enumerable.Repeat(any, gap)]);
            default:
                return ParseWords();
        }
    }

    private Node ParseWords()
    {
        var start = at;
        while (at < text.Length && text[at] is not (' ' or '|' or ')' or '(' or '?' or '{' or '<' or '~')) at++;
        var written = text[start..at];
        if (written is ['.', ..]) throw new FormatException($"'{text}': '{written}' is not a word.");
        if (written is [':', _, .., ':']) return One(vocabulary.Add(written));
        // The same folding as messages get, so that a reviewer may write words naturally.
        var folded = Folder.Fold(written);
        if (folded.Tokens.Count == 0) throw new FormatException($"'{text}': '{written}' is not a word.");
        var words = folded.Tokens.Select(t => One(vocabulary.Add(folded.TextOf(t).ToString()))).ToArray();
        return AskedPlural(written) ? One(vocabulary.Add(written[..^1]), vocabulary.Add(written))
            : words.Length == 1 ? words[0] : new Node.Sequence(words);
    }

    // cats? means cat or cats, as a reviewer would read it; a whole word that may be left out stands in brackets.
    private bool AskedPlural(string written)
    {
        if (at >= text.Length || text[at] != '?') return false;
        if (!written.EndsWith('s') || written.Length < 3) throw new FormatException($"'{text}': write ({written})? for a word that may be left out.");
        at++;
        return true;
    }

    private Node ParseList(string name)
    {
        if (++depth > Deepest) throw new FormatException($"the list '{name}' goes too deep: a list may not lead back to itself.");
        var node = list(this, name) ?? throw new FormatException($"there is no list '{name}'. Add it under lists: or as a file in rules/lists.");
        depth--;
        return node;
    }

    /// <summary>Any one of the phrases of a list.</summary>
    internal Node ParseAny(IReadOnlyList<string> entries) => Merge([.. entries.Select(Parse)]);

    private Node Special(string name) => One(name switch
    {
        "name" => Vocabulary.Name,
        "url" => Vocabulary.Url,
        "number" => Vocabulary.Number,
        "email" => Vocabulary.Email,
        "emoji" => Vocabulary.OtherEmoji,
        "any" => -1,
        _ => throw new FormatException($"<{name}> is not known. Use <name>, <url>, <number>, <email>, <emoji> or <any>."),
    });

    private static Node One(params int[] ids) => ids is [< 0] ? new Node.Any() : new Node.Word(ids.ToHashSet());

    // All single words of a choice become one position, which keeps long lists cheap.
    private static Node Merge(List<Node> items)
    {
        if (items.Count == 1) return items[0];
        var flat = items.SelectMany(x => x is Node.Choice c ? c.Items : [x]).ToList();
        var ids = flat.OfType<Node.Word>().SelectMany(x => x.Ids).ToHashSet();
        var rest = flat.Where(x => x is not Node.Word).ToList();
        if (ids.Count > 0) rest.Insert(0, new Node.Word(ids));
        return rest.Count == 1 ? rest[0] : new Node.Choice(rest);
    }

    private string Until(char close)
    {
        var end = text.IndexOf(close, at);
        if (end < 0) throw new FormatException($"'{text}' lacks a '{close}'.");
        var name = text[(at + 1)..end];
        at = end + 1;
        return name;
    }

    private void SkipSpace()
    {
        while (at < text.Length && text[at] == ' ') at++;
    }
}
