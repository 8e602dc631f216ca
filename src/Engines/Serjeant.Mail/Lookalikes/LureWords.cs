using System.Collections.Frozen;
using Serjeant.Moderation;

namespace Serjeant.Mail.Lookalikes;

/// <summary>Words that fraudsters put beside a name: login, secure, refund.</summary>
public sealed class LureWords
{
    private readonly FrozenSet<string> words;

    private LureWords(IEnumerable<string> words) => this.words = words.ToFrozenSet(StringComparer.Ordinal);

    /// <exception cref="SourceFileException">The file names field and what to do.</exception>
    public static LureWords Load(SourceFile file)
    {
        var fields = YamlFields.Parse(file.Name, file.Text);
        fields.TextOrNull("about");
        var words = fields.Texts("words");
        fields.NothingElse();
        return words.Count > 0 ? new LureWords(words) : throw fields.Wrong("words", "it is missing or empty. List at least one word.");
    }

    /// <summary>True for one of the words, also with digits after it, and for numbers alone.</summary>
    internal bool Contains(string word) => words.Contains(word) || word.TrimEnd("0123456789".ToCharArray()) is var bare && (bare.Length == 0 || bare.Length < word.Length && words.Contains(bare));
}
