using System.Runtime.InteropServices;

namespace Serjeant.Text.Near;

/// <summary>
/// A message made ready to be compared: its words in order as keyed hashes, without names, web addresses, fillers ("really") and
/// the emoji that change nothing; and its sketch, the few numbers that an index finds it by. Made with one key; comparable only
/// to what was made with the same.
/// </summary>
public sealed class NearText
{
    /// <summary>Words looked at. A longer text is compared by these.</summary>
    public const int MostWords = 1_000;

    /// <summary>Characters looked at, to the same end.</summary>
    public const int MostLength = 8_000;

    /// <summary>Numbers in a sketch at most.</summary>
    public const int MostMarks = 12;

    /// <summary>Texts of fewer words join only those with the very same words: one word changed may be all that was said.</summary>
    public const int FewestWords = 8;

    private const int Shingle = 3;

    private readonly ulong[] words;
    private readonly Meaning[] meanings;
    private readonly uint[] marks;

    private NearText(ulong[] words, Meaning[] meanings, uint[] marks)
    {
        this.words = words;
        this.meanings = meanings;
        this.marks = marks;
    }

    public int Count => words.Length;

    internal ReadOnlySpan<ulong> Words => words;
    internal ReadOnlySpan<Meaning> Meanings => meanings;

    /// <summary>
    /// The smallest hashes of its runs of three words (a bottom-k sketch, Broder 1997): all of them up to fourteen words, so that
    /// nothing is left to chance where there are few. A short text has one, of all its words.
    /// </summary>
    internal ReadOnlySpan<uint> Marks => marks;

    /// <returns>Null when nothing is left to compare.</returns>
    public static NearText? Of(string text, NearKey key)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(Folder.Fold(text.Length > MostLength ? text[..MostLength] : text), key);
    }

    /// <inheritdoc cref="Of(string, NearKey)"/>
    public static NearText? Of(FoldedText folded, NearKey key)
    {
        ArgumentNullException.ThrowIfNull(folded);
        return folded.Original.Length > MostLength ? Of(folded.Original, key) : Read(folded, key);
    }

    private static NearText? Read(FoldedText folded, NearKey key)
    {
        var words = new List<ulong>(Math.Min(folded.TokenList.Count, MostWords));
        var meanings = new List<Meaning>(words.Capacity);
        foreach (var token in folded.TokenList)
        {
            if (words.Count == MostWords) break;
            if (token.Kind is TokenKind.Name or TokenKind.Url) continue;
            var word = folded.TextOf(token);
            var meaning = token.Kind == TokenKind.Email ? Meaning.Code : Near.Meanings.Of(word);
            if (meaning == Meaning.None && (token.Kind == TokenKind.Emoji || Near.Meanings.IsFiller(word))) continue;
            words.Add(key.Hash(word));
            meanings.Add(meaning);
        }
        return words.Count == 0 ? null : new NearText([.. words], [.. meanings], Sketch(CollectionsMarshal.AsSpan(words)));
    }

    private static uint[] Sketch(ReadOnlySpan<ulong> words)
    {
        if (words.Length < FewestWords) return [NearKey.Mix(words)];
        Span<uint> smallest = stackalloc uint[MostMarks];
        var count = 0;
        for (var i = 0; i + Shingle <= words.Length; i++)
            Keep(smallest, ref count, NearKey.Mix(words.Slice(i, Shingle)));
        return smallest[..count].ToArray();
    }

    private static void Keep(Span<uint> smallest, ref int count, uint mark)
    {
        if (count == smallest.Length && mark >= smallest[^1]) return;
        var at = smallest[..count].BinarySearch(mark);
        if (at >= 0) return;
        at = ~at;
        if (count < smallest.Length) count++;
        smallest[at..(count - 1)].CopyTo(smallest[(at + 1)..]);
        smallest[at] = mark;
    }
}
