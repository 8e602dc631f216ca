using Serjeant.Moderation;
using Serjeant.Moderation.Model;
using Serjeant.Text;

namespace Serjeant.Lab.Messages;

/// <summary>Gathers the words with a part (training/lexicon.txt, then single words of rules/lists) and the words that are merely known.</summary>
internal static class LexiconBuilder
{
    private const int FewestUses = 6;
    private const int MostWords = 40_000;

    private static readonly Dictionary<string, WordKind> Lists = new(StringComparer.Ordinal)
    {
        ["negation"] = WordKind.Negation,
        ["kill"] = WordKind.Violence,
        ["killed"] = WordKind.Violence,
        ["hurt"] = WordKind.Violence,
        ["hurt-done"] = WordKind.Violence,
        ["weapon"] = WordKind.Weapon,
        ["place"] = WordKind.Place,
        ["time"] = WordKind.Time,
        ["vile"] = WordKind.Attack,
        ["vermin"] = WordKind.Attack,
        ["insult.hard"] = WordKind.Attack,
        ["insult.mild"] = WordKind.Mild,
        ["fuck"] = WordKind.Profanity,
        ["office"] = WordKind.Office,
    };

    internal static Lexicon Build(string lexiconFile, string topicsFile, string listsFolder, IEnumerable<string> texts)
    {
        var entries = new Dictionary<string, LexiconEntry>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(lexiconFile).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var (kind, group) = Part(line[..colon]) ?? throw new InvalidDataException($"{lexiconFile}: '{line[..colon]}' is not a part that a word can play.");
            foreach (var word in line[(colon + 2)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)) entries.TryAdd(word, new LexiconEntry(word, kind, group));
        }
        foreach (var path in Directory.EnumerateFiles(listsFolder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (Listed(name) is not { } part) continue;
            foreach (var written in File.ReadLines(path).Where(l => l.StartsWith("  - \"", StringComparison.Ordinal)).Select(l => l[5..].TrimEnd().TrimEnd('"')))
                if (Folder.Fold(written) is { Tokens: [{ Kind: TokenKind.Word or TokenKind.Emoji } only] } folded && written.AsSpan().IndexOfAny("(|?{~<^$ ") < 0)
                    entries.TryAdd(folded.TextOf(only).ToString(), new LexiconEntry(folded.TextOf(only).ToString(), part.Kind, part.Group));
        }
        return new Lexicon([.. entries.Values.OrderBy(e => e.Word, StringComparer.Ordinal)], Count(texts), TopicFile.Read(topicsFile));
    }

    private static (WordKind Kind, Category Group)? Listed(string name)
    {
        if (Lists.TryGetValue(name, out var kind)) return (kind, 0);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !CategoryNames.TryParse("hate" + name[dot..], out var group)) return null;
        return name[..dot] switch { "target" or "kin" => (WordKind.Identity, group), "slur" => (WordKind.Slur, group), _ => null };
    }

    private static (WordKind Kind, Category Group)? Part(string written)
    {
        var dot = written.IndexOf('.', StringComparison.Ordinal);
        if (!Enum.TryParse<WordKind>(dot < 0 ? written : written[..dot], out var kind)) return null;
        return dot < 0 ? (kind, 0) : CategoryNames.TryParse("hate" + written[dot..], out var group) ? (kind, group) : null;
    }

    private static Dictionary<uint, byte> Count(IEnumerable<string> texts)
    {
        var counts = new Dictionary<uint, int>();
        foreach (var text in texts)
        {
            var folded = Folder.Fold(text);
            foreach (var token in folded.Tokens)
            {
                if (token.Kind != TokenKind.Word || token.Length > 32 || token.Has(TokenMarks.Disguised | TokenMarks.Spaced)) continue;
                var hash = Hash.Of(folded.TextOf(token));
                counts[hash] = counts.GetValueOrDefault(hash) + 1;
            }
        }
        var most = Math.Max(1, counts.Values.DefaultIfEmpty().Max());
        return counts.Where(c => c.Value >= FewestUses).OrderByDescending(c => c.Value).ThenBy(c => c.Key).Take(MostWords)
            .ToDictionary(c => c.Key, c => (byte)Math.Min(255, 12 * Math.Log2((double)most / c.Value)));
    }
}
