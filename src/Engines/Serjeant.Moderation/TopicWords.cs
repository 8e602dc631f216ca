using System.Collections.Frozen;
using Serjeant.Text;

namespace Serjeant.Moderation;

/// <summary>Words that say what a text is about, known by their first four letters: bus and buses, vote and voting, hospital and hospitals are one.</summary>
internal static class TopicWords
{
    private const int Letters = 4;

    private static readonly FrozenSet<string> Empty = FrozenSet.Create(StringComparer.Ordinal, """
        the and for are but not you all any can had her was one our out day get has him his how man new now old see two way who boy did its let put say she too use your from they
        this that with have will just when what been were them then than there their these those which while where would could should about after again against also always
        another around because before being both came come does doing done down each even ever every going gone good great here himself into like made make many may might more
        most much must myself need never next nothing off only other over own people please quite rather really said same saying seem shall some something still such take tell
        thank thanks thing things think though through time today told under until upon very want well went why without yes yet yours yourself ive youve weve dont cant wont
        isnt arent wasnt didnt doesnt im youre hes shes theyre were thats lets got give given know lot lots day days week weeks year years bit way
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Null for what says nothing of the topic: little words, numbers, addresses, emoji.</summary>
    internal static ulong? KeyOf(FoldedText folded, Token token)
    {
        if (token.Kind is not (TokenKind.Word or TokenKind.Name)) return null;
        var word = folded.TextOf(token).TrimStart('@');
        return word.Length < 3 || Empty.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) ? null : Key(word);
    }

    /// <summary>A hashtag may hide words anywhere in it (<c>#savethebuses</c>).</summary>
    internal static List<ulong> PiecesOf(ReadOnlySpan<char> tag)
    {
        var pieces = new List<ulong>(tag.Length);
        for (var i = 0; i + 3 <= tag.Length; i++)
        {
            pieces.Add(Key(tag.Slice(i, 3)));
            if (i + Letters <= tag.Length) pieces.Add(Key(tag.Slice(i, Letters)));
        }
        return pieces;
    }

    private static ulong Key(ReadOnlySpan<char> word)
    {
        // A plural of three letters: bus, buses; tax, taxes; MP, MPs.
        if (word.Length is 4 or 5 && word[^1] == 's') word = word[..3];
        var key = 0UL;
        foreach (var c in word[..Math.Min(word.Length, Letters)]) key = key << 16 | c;
        return key;
    }
}
