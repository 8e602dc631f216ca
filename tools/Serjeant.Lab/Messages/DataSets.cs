using System.IO.Compression;
using System.Text.Json;
using Serjeant.Moderation.Model;

namespace Serjeant.Lab.Messages;

/// <summary>
/// Reads shared/data/messages and says what each source's labels mean for each answer. The schemes differ, so a source counts fully only
/// where its label means what ours does; where it doesn't say, nothing is learned.
/// </summary>
internal static class DataSets
{
    internal static readonly string[] All =
        ["dynahate", "hatemoji-build", "davidson", "hatexplain", "sexism-edos", "misogyny-reddit", "contextual-abuse", "toxicity-surge", "youtube-spam"];

    internal const string MeasureOnly = "political-incivility";

    internal static List<Sample> Read(string folder, IReadOnlyCollection<string> leaveOut)
    {
        var samples = new List<Sample>();
        foreach (var set in All.Append(MeasureOnly).Where(s => !leaveOut.Contains(s)))
        {
            var path = Path.Combine(folder, set + ".ndjson.gz");
            if (!File.Exists(path)) throw new FileNotFoundException($"{path} is missing. Give the folder with --data, or leave the set out with --leave-out {set}.");
            using var lines = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
            while (lines.ReadLine() is { } line)
            {
                using var json = JsonDocument.Parse(line);
                var text = json.RootElement.GetProperty("text").GetString()!;
                var kind = json.RootElement.GetProperty("kind").GetString()!;
                var abuse = json.RootElement.GetProperty("label").GetString() == "abuse";
                var answers = Map(set, kind, abuse);
                samples.Add(new Sample(Clean(text), set, kind, answers.Values, answers.Weights) { Part = set == MeasureOnly ? Part.MeasureOnly : Part.Train });
            }
        }
        return samples;
    }

    // Sources hide names and links in words of their own; the desk sees the real thing.
    private static string Clean(string text) => System.Net.WebUtility.HtmlDecode(text)
        .Replace("[linebreak]", "\n", StringComparison.Ordinal).Replace("[URL]", "https://example.org", StringComparison.Ordinal)
        .Replace("[USER]", "@name", StringComparison.Ordinal).Replace("<user>", "@name", StringComparison.Ordinal).Replace("@USER", "@name", StringComparison.Ordinal)
        .Replace("@LINK", "https://example.org", StringComparison.Ordinal).Replace("<number>", "7", StringComparison.Ordinal).Replace("\uFEFF", "", StringComparison.Ordinal);

    private static Answers Map(string set, string kind, bool abuse) => set switch
    {
        "dynahate" or "hatemoji-build" => Hate(abuse),
        "davidson" => kind switch
        {
            "hate" => new Answers().Say(Head.Hate, true, 0.15f).Say(Head.Incivility, true, 0.3f).No(0.1f, Head.Spam),
            // Often only bad language: rude, and of hate it says nothing.
            "offensive" => new Answers().Say(Head.Incivility, true, 0.15f).No(0.1f, Head.Spam),
            _ => new Answers().No(0.3f, Head.Hate, Head.Threat, Head.Harassment, Head.Abuse, Head.Spam, Head.Leak, Head.Sexual, Head.Fixation, Head.Dehumanising).Say(Head.Incivility, false, 0.5f),
        },
        "hatexplain" => kind switch
        {
            "hate" => new Answers().Say(Head.Hate, true, 0.15f).Say(Head.Incivility, true, 0.2f).Say(Head.Abuse, true, 0.15f),
            "offensive" => new Answers().Say(Head.Incivility, true, 0.2f),
            _ => new Answers().No(0.2f, Head.Hate, Head.Threat, Head.Harassment, Head.Abuse, Head.Spam, Head.Leak, Head.Fixation, Head.Dehumanising).Say(Head.Incivility, false, 0.4f),
        },
        "sexism-edos" => kind.StartsWith('1') ? new Answers().Say(Head.Hate, true, 0.15f).Say(Head.Threat, true, 0.3f).Say(Head.Incivility, true, 0.4f).Say(Head.Abuse, true, 0.3f)
            : abuse ? new Answers().Say(Head.Hate, true, 0.15f).Say(Head.Incivility, true, 0.3f)
            : new Answers().No(0.15f, Head.Hate, Head.Spam).No(0.3f, Head.Threat, Head.Leak).Say(Head.Incivility, false, 0.1f),
        "misogyny-reddit" => abuse ? new Answers().Say(Head.Hate, true, 0.15f).Say(Head.Incivility, true, 0.3f) : Clean(0.2f).Say(Head.Incivility, false, 0.15f),
        "contextual-abuse" => Contextual(kind, abuse),
        "toxicity-surge" => abuse ? new Answers().Say(Head.Incivility, true, 2).Say(Head.Abuse, true, 0.2f).No(0.2f, Head.Spam) : Clean(0.5f).Say(Head.Incivility, false, 2),
        "youtube-spam" => new Answers().Say(Head.Spam, kind == "spam", 5).No(0.3f, Head.Hate, Head.Threat, Head.Harassment, Head.Abuse, Head.Leak, Head.Incivility, Head.Fixation, Head.Dehumanising),
        _ => new Answers().Say(Head.Incivility, kind != "none"),
    };

    private static Answers Clean(float weight) =>
        new Answers().No(weight, Head.Hate, Head.Threat, Head.Harassment, Head.Abuse, Head.Spam, Head.Leak, Head.Sexual, Head.Fixation, Head.Dehumanising);

    private static Answers Hate(bool hate) => hate
        ? new Answers().Say(Head.Hate, true).Say(Head.Abuse, true, 0.5f).Say(Head.Incivility, true, 0.2f).No(0.1f, Head.Spam, Head.Leak)
        : new Answers().Say(Head.Hate, false).No(0.3f, Head.Threat).No(0.1f, Head.Spam, Head.Leak, Head.Abuse);

    private static Answers Contextual(string kind, bool abuse)
    {
        if (!abuse) return Clean(0.3f).Say(Head.Incivility, false, 0.5f);
        var answers = new Answers().Say(Head.Incivility, true, kind.Contains("Identity", StringComparison.Ordinal) ? 0.5f : 1.5f).No(0.2f, Head.Spam);
        if (kind.Contains("Identity", StringComparison.Ordinal)) answers.Say(Head.Hate, true, 0.15f).Say(Head.Abuse, true, 0.2f);
        if (kind.Contains("Person", StringComparison.Ordinal)) answers.Say(Head.Harassment, true, 0.4f).Say(Head.Abuse, true, 0.3f);
        if (kind is "AffiliationDirectedAbuse" or "PersonDirectedAbuse") answers.Say(Head.Hate, false, 0.15f);
        return answers;
    }
}
