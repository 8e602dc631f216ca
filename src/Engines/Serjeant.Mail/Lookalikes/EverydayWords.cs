using System.Collections.Frozen;
using Serjeant.Moderation;

namespace Serjeant.Mail.Lookalikes;

/// <summary>English words that most people know: a name that is one of them need not imitate the name that is a letter away.</summary>
public sealed class EverydayWords
{
    private readonly FrozenSet<string> words;

    private EverydayWords(IEnumerable<string> words) => this.words = words.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>One word a line; lines that begin with # are remarks.</summary>
    /// <exception cref="SourceFileException">There is no word in it.</exception>
    public static EverydayWords Load(SourceFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var words = file.Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').ToArray();
        return words.Length > 0 ? new EverydayWords(words) : throw new SourceFileException(file.Name, "", "there is no word in it. Put a list of words here, one a line.");
    }

    internal bool Contains(string label) => words.Contains(label);
}
