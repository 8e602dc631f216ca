using System.Globalization;

namespace Serjeant.Lab.Near;

/// <summary>A message of the sample. Those of one origin are copies of one text; all others say something else.</summary>
/// <param name="IsTwin">It looks like another text and says the opposite, or something else.</param>
internal sealed record NearLine(string Text, int Origin, bool IsTwin);

/// <summary>
/// Messages as an inbox gets them: most stand alone, some are copies with one or two small changes, and some are twins that only look
/// like copies (a "not" put in, another number, hero for liar, a threat at the end). The same seed gives the same sample.
/// </summary>
internal sealed class NearSample(int seed)
{
    private const int MostAlive = 4_000;
    private const double Fresh = 0.5;
    private const double Twins = 0.2;

    private readonly Random random = new(seed);
    private readonly List<Origin> alive = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    private enum Size { Short, Post, Letter }

    /// <summary>Words in order; those in <paramref name="Free"/> can be exchanged without changing what is said.</summary>
    private sealed record Origin(Size Size, string[] Words, bool[] Free, int Number);

    public IEnumerable<NearLine> Make(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var fresh = alive.Count == 0 || random.NextDouble() < Fresh;
            var origin = fresh ? Begin() : alive[random.Next(alive.Count)];
            // Half of the texts come first as somebody's changed copy: the one that all were made from may never come.
            yield return fresh && random.Next(2) == 0 ? new NearLine(Write(origin.Words, origin.Size), origin.Number, false)
                : !fresh && random.NextDouble() < Twins ? Twin(origin)
                : new NearLine(Write(Change(origin), origin.Size), origin.Number, false);
        }
    }

    private Origin Begin()
    {
        var size = random.NextDouble() switch { < 0.2 => Size.Short, < 0.85 => Size.Post, _ => Size.Letter };
        var pattern = size switch
        {
            Size.Short => Pick(NearWords.Shorts),
            Size.Post => string.Join(" . ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(NearWords.Sentences))) + Pick(NearWords.Tails),
            _ => Pick(NearWords.Openings) + " " + string.Join(" . ", Enumerable.Range(0, random.Next(4, 10)).Select(_ => Pick(NearWords.Sentences))) + " . " + Pick(NearWords.Closings),
        };
        var words = new List<string>();
        var free = new List<bool>();
        foreach (var word in pattern.Split(' '))
        {
            var list = word switch { "N" => NearWords.N, "A" => NearWords.A, "V" => NearWords.V, "P" => NearWords.P, "J" => NearWords.J, _ => null };
            words.Add(list is null ? word : Pick(list));
            free.Add(list is not null && word != "J");
        }
        // A number in some, so that its change can be a twin.
        if (size == Size.Post && random.NextDouble() < 0.3)
        {
            words.AddRange(["after", random.Next(2, 90).ToString(CultureInfo.InvariantCulture), "weeks"]);
            free.AddRange([false, false, false]);
        }
        var origin = new Origin(size, [.. words], [.. free], NumberOf(string.Join(' ', words)));
        if (alive.Count < MostAlive) alive.Add(origin);
        else alive[random.Next(MostAlive)] = origin;
        return origin;
    }

    /// <summary>A copy: one small change, now and then two in a longer text.</summary>
    private string[] Change(Origin origin)
    {
        var words = origin.Words.ToList();
        var times = origin.Size != Size.Short && words.Count >= 20 && random.NextDouble() < 0.15 ? 2 : 1;
        for (var i = 0; i < times; i++)
        {
            var small = origin.Size == Size.Short;
            switch (random.Next(small ? 3 : origin.Size == Size.Letter ? 8 : 7))
            {
                case 0: words.Add(Pick(NearWords.Emoji)); break;
                case 1: words.Insert(0, "@" + Pick(NearWords.Names).ToLowerInvariant() + random.Next(100).ToString(CultureInfo.InvariantCulture)); break;
                case 2: words.Insert(random.Next(words.Count), Pick(NearWords.Fillers)); break;
                case 3 or 4 when FreePlace(origin, words) is { } place: words[place] = Pick(random.Next(2) == 0 ? NearWords.N : NearWords.A); break;
                case 5: words.Insert(random.Next(1, words.Count), Pick(NearWords.A)); break;
                case 6 when words.Count >= 11 && FreePlace(origin, words) is { } place: words.RemoveAt(place); break;
                case 7: words.InsertRange(words.Count, [.. Fill(Pick(NearWords.Sentences)), "."]); break;
                default: words.Add("!!!"); break;
            }
        }
        return [.. words];
    }

    /// <summary>Always the same twin of a text for each way to make one, so that two twins that come out the same count as the same.</summary>
    private NearLine Twin(Origin origin)
    {
        var words = origin.Words.ToList();
        var at = words.FindIndex(w => int.TryParse(w, CultureInfo.InvariantCulture, out _));
        if (origin.Size == Size.Short)
        {
            var free = Array.FindLastIndex(origin.Words, w => NearWords.J.Contains(w) || NearWords.N.Contains(w) || NearWords.A.Contains(w));
            if (free < 0) words.Insert(2, "not");
            else words[free] = NearWords.J.Contains(words[free]) ? Next(NearWords.J, words[free]) : Next(NearWords.N.Contains(words[free]) ? NearWords.N : NearWords.A, words[free]);
        }
        else if (at >= 0 && random.Next(2) == 0) words[at] = (int.Parse(words[at], CultureInfo.InvariantCulture) + 3).ToString(CultureInfo.InvariantCulture);
        else if (origin.Size == Size.Post && random.Next(3) == 0) words.AddRange(["I", "will", "burn", "your", "office"]);
        else words.Insert(words.Count / 2, "never");
        return new NearLine(Write([.. words], origin.Size), NumberOf(string.Join(' ', words)), true);
    }

    private string Write(string[] words, Size size)
    {
        var text = string.Join(' ', words).Replace(" .", ".", StringComparison.Ordinal);
        if (size == Size.Letter)
            text = $"Dear Alex,\n{text}\nYours sincerely,\n{Pick(NearWords.Names)} {Pick(NearWords.P)}, QX{random.Next(1, 30)} {random.Next(1, 9)}BT";
        return random.Next(12) switch { 0 => text.ToUpperInvariant(), 1 => text.Replace('o', 'о'), 2 => text.Replace(" ", "  ", StringComparison.Ordinal) + "?!", _ => text };
    }

    private int? FreePlace(Origin origin, List<string> words)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var place = random.Next(origin.Words.Length);
            if (origin.Free[place] && words.IndexOf(origin.Words[place]) is >= 0 and var now) return now;
        }
        return null;
    }

    private string[] Fill(string pattern) =>
        [.. pattern.Split(' ').Select(w => w switch { "N" => Pick(NearWords.N), "A" => Pick(NearWords.A), "V" => Pick(NearWords.V), "P" => Pick(NearWords.P), _ => w })];

    private int NumberOf(string text)
    {
        if (!numbers.TryGetValue(text, out var number)) numbers[text] = number = numbers.Count;
        return number;
    }

    private static string Next(string[] list, string word) => list[(Array.IndexOf(list, word) + 1) % list.Length];

    private string Pick(string[] list) => list[random.Next(list.Length)];
}
