using System.Text;
using Serjeant.Moderation.Model;

namespace Serjeant.Lab.Messages;

/// <summary>
/// More training messages from those there are: spelling tricks (a letter left out, swapped, read from a sign, stretched; spaces put in or taken out) and
/// another group of the same kind in place of the one named.
/// </summary>
internal sealed class Augment(Lexicon lexicon, int seed)
{
    private static readonly Dictionary<char, char> Signs = new() { ['a'] = '4', ['e'] = '3', ['i'] = '1', ['o'] = '0', ['s'] = '5', ['t'] = '7' };
    private readonly Random random = new(seed);
    private readonly Dictionary<string, LexiconEntry> parts = lexicon.Entries.ToDictionary(e => e.Word, StringComparer.Ordinal);

    private readonly string[] plurals = [.. lexicon.Entries.Where(e => e.Kind == WordKind.Identity && e.Word.Length > 4 && e.Word.EndsWith('s')).Select(e => e.Word)];

    internal IEnumerable<Sample> More(Sample sample, double spelling, double swaps)
    {
        if (random.NextDouble() < spelling) yield return sample with { Text = Misspell(sample.Text), Copy = true };
        if (random.NextDouble() < swaps && Swap(sample.Text) is { } swapped) yield return sample with { Text = swapped, Copy = true };
    }

    private string? Swap(string text)
    {
        var words = text.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            var bare = words[i].Trim('.', ',', '!', '?').ToLowerInvariant();
            if (!plurals.Contains(bare)) continue;
            words[i] = words[i].ToLowerInvariant().Replace(bare, plurals[random.Next(plurals.Length)], StringComparison.Ordinal);
            return string.Join(' ', words);
        }
        return null;
    }

    private string Misspell(string text)
    {
        var words = text.Split(' ');
        var trick = random.Next(7);
        if (trick == 5) return text.Replace(" ", "", StringComparison.Ordinal) is { Length: <= 60 } joined ? joined : text.ToUpperInvariant();
        // The words that matter are the ones that people disguise.
        var telling = Enumerable.Range(0, words.Length).Where(i => parts.TryGetValue(words[i].ToLowerInvariant(), out var e)
            && e.Kind is WordKind.Identity or WordKind.Slur or WordKind.Attack or WordKind.Violence or WordKind.Hatred or WordKind.Profanity).ToArray();
        for (var n = 0; n < 2; n++)
        {
            var at = telling.Length > 0 && random.Next(4) > 0 ? telling[random.Next(telling.Length)] : random.Next(words.Length);
            words[at] = Trick(words[at], trick);
        }
        return string.Join(' ', words);
    }

    private string Trick(string word, int trick)
    {
        if (word.Length < 4 || !word.All(char.IsAsciiLetter)) return word;
        var at = 1 + random.Next(word.Length - 2);
        switch (trick)
        {
            case 0: return word.Remove(at, 1);
            case 1: return word[..at] + word[at + 1] + word[at] + word[(at + 2)..];
            case 2:
                var disguised = new StringBuilder(word);
                for (var i = 0; i < word.Length; i++)
                    if (Signs.TryGetValue(char.ToLowerInvariant(word[i]), out var sign) && random.Next(3) > 0) disguised[i] = sign;
                return disguised.ToString();
            case 3: return word[..at] + new string(word[at], 3 + random.Next(3)) + word[(at + 1)..];
            case 4: return string.Join(' ', word.AsEnumerable());
            default: return word[..at] + ' ' + word[at..];
        }
    }
}
