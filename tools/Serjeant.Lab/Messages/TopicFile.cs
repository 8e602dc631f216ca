using Serjeant.Moderation.Model;
using Serjeant.Text;

namespace Serjeant.Lab.Messages;

/// <summary>Reads training/topics.txt: what words are about, as people know it before they have read a single message.</summary>
internal static class TopicFile
{
    private const int ShortestWithEndings = 3;
    private const int ShortWord = 3;
    private const string Vowels = "aeiou";

    /// <summary>A bit for each topic, by the hash of the folded word and of its plain endings.</summary>
    internal static Dictionary<uint, UInt128> Read(string path)
    {
        var topics = new Dictionary<uint, UInt128>();
        var written = File.ReadLines(path).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(": ", 2)).ToArray();
        if (written.Length > NetworkShape.TopicRows) throw new InvalidDataException($"{path}: there are {written.Length} topics; the model has room for {NetworkShape.TopicRows}.");
        // A word that is written somewhere is about what is written; an ending that makes it from a short word (ham, hammed) adds nothing to that one.
        for (var topic = 0; topic < written.Length; topic++)
            foreach (var word in Words(written[topic][1])) Add(topics, word, topic);
        var own = topics.Keys.ToHashSet();
        for (var topic = 0; topic < written.Length; topic++)
            foreach (var word in Words(written[topic][1]))
                foreach (var form in Endings(word))
                    if (word.Length > ShortWord || !own.Contains(Hash.Of(form))) Add(topics, form, topic);
        return topics;
    }

    private static void Add(Dictionary<uint, UInt128> topics, string word, int topic)
    {
        var hash = Hash.Of(word);
        topics[hash] = topics.GetValueOrDefault(hash) | UInt128.One << topic;
    }

    private static IEnumerable<string> Words(string line)
    {
        foreach (var written in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (Folder.Fold(written) is { Tokens: [{ Kind: TokenKind.Word } only] } folded) yield return folded.TextOf(only).ToString();
    }

    private static IEnumerable<string> Endings(string word)
    {
        if (word.Length < ShortestWithEndings || word[^1] == 's' || word.EndsWith("ing", StringComparison.Ordinal) || word.EndsWith("ed", StringComparison.Ordinal)) yield break;
        var vowelBefore = Vowels.Contains(word[^2], StringComparison.Ordinal);
        var (stem, plural) = word[^1] switch
        {
            'e' => (word[..^1], word + "s"),
            'y' when !vowelBefore => (word, word[..^1] + "ies"),
            'h' or 'x' or 'z' => (word, word + "es"),
            not ('w' or 'y' or 'a' or 'i' or 'o' or 'u') when vowelBefore && !Vowels.Contains(word[^3], StringComparison.Ordinal) && word.Length <= 5 => (word + word[^1], word + "s"),
            _ => (word, word + "s"),
        };
        yield return plural;
        yield return stem + "ing";
        yield return word[^1] == 'y' && !vowelBefore ? word[..^1] + "ied" : stem + "ed";
    }
}
