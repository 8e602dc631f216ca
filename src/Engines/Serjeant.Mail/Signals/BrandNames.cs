using Serjeant.Mail.Lookalikes;
using Serjeant.Text;

namespace Serjeant.Mail.Signals;

/// <summary>Finds what brands call themselves in a text, also where letters were changed for others that look alike.</summary>
internal sealed class BrandNames
{
    private readonly Dictionary<string, List<(string[] Words, Brand Brand)>> byFirstWord = new(StringComparer.Ordinal);

    internal BrandNames(IEnumerable<Brand> brands)
    {
        foreach (var brand in brands)
            foreach (var words in brand.Names.Select(WordsOf).Where(w => w.Length > 0))
            {
                if (!byFirstWord.TryGetValue(words[0], out var names)) byFirstWord[words[0]] = names = [];
                names.Add((words, brand));
            }
    }

    /// <summary>The first brand that a text names, and by what name.</summary>
    /// <param name="asSender">The text is a sender's name; else names that people write about mean nothing.</param>
    internal (Brand Brand, string Name)? In(string text, bool asSender)
    {
        var words = WordsOf(text);
        for (var i = 0; i < words.Length; i++)
        {
            if (!byFirstWord.TryGetValue(words[i], out var names)) continue;
            foreach (var (name, brand) in names)
                if ((asSender || !brand.IsPublic) && name.Length <= words.Length - i && name.AsSpan().SequenceEqual(words.AsSpan(i, name.Length)))
                    return (brand, brand.Names.First(n => WordsOf(n).AsSpan().SequenceEqual(name)));
        }
        return null;
    }

    private static string[] WordsOf(string text)
    {
        var folded = Folder.Fold(text.Replace('.', ' ').Replace('|', ' ').Replace('*', ' ').Replace('_', ' '));
        return [.. folded.Tokens.Where(t => t.Kind is TokenKind.Word or TokenKind.Number).Select(t => Skeleton(folded.TextOf(t).ToString()))];
    }

    // Letters that are read as others at a glance.
    private static string Skeleton(string text) => text.Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal).Replace('0', 'o').Replace('1', 'l').Replace('i', 'l').Replace('3', 'e').Replace('5', 's');
}
