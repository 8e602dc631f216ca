namespace Serjeant.Text.Languages;

/// <summary>
/// Says which language a message is in, when it surely isn't English. Letters that only some languages use decide by themselves; in Latin letters
/// function words do. Short, mixed and unknown text counts as English: to call English foreign is the worse mistake. Linear in the message.
/// </summary>
public static class Language
{
    private const int FewestWords = 4;
    private const int FewestKinds = 3;
    // Longer is no sentence but text without stops.
    private const int LongestSentence = 64;

    /// <summary>The BCP 47 code (<c>cy</c>); null for English and for what can't be told.</summary>
    public static string? Of(FoldedText folded)
    {
        ArgumentNullException.ThrowIfNull(folded);
        return Scripts.LanguageOf(folded, out var latin) ?? (latin ? LatinLanguageOf(folded) : null);
    }

    /// <inheritdoc cref="Of(FoldedText)"/>
    public static string? Of(string text) => Of(Folder.Fold(text));

    /// <summary>
    /// True where a stretch of a message in another language is English all the same: two words that only English has and no more of the other, or a
    /// sentence round it with more English than of the other.
    /// </summary>
    /// <param name="start">In UTF-16 code units of the original.</param>
    /// <param name="orNeither">Also where the sentence has no word of either: disguised words are on no list.</param>
    public static bool IsEnglishAt(FoldedText folded, int start, int length, string language, bool orNeither)
    {
        ArgumentNullException.ThrowIfNull(folded);
        var tokens = folded.TokenList;
        var first = 0;
        while (first < tokens.Count && folded.OriginalSpan(tokens[first]) is var (from, size) && from + size <= start) first++;
        var end = first;
        while (end < tokens.Count && folded.OriginalSpan(tokens[end]).Start < start + length) end++;
        var its = Array.FindIndex(LatinWords.All, x => x.Code == language);
        if (Lead(folded, first, end, its, out _) >= 2) return true;
        var limit = Math.Max(0, first - LongestSentence);
        while (first > limit && first < tokens.Count && !tokens[first].Has(TokenMarks.NewSentence)) first--;
        limit = Math.Min(tokens.Count, end + LongestSentence);
        while (end < limit && !tokens[end].Has(TokenMarks.NewSentence)) end++;
        return Lead(folded, first, end, its, out var foreign) > 0 || orNeither && foreign == 0;
    }

    // By how many words English is ahead of the other language here.
    private static int Lead(FoldedText folded, int first, int end, int language, out int foreign)
    {
        var reading = new LatinReading(folded, stackalloc int[LatinReading.Room], stackalloc ulong[LatinReading.SeenRoom]);
        for (var i = first; i < end; i++) reading.Add(folded.TokenList[i]);
        foreign = language < 0 ? 0 : reading.Own(language);
        return language < 0 ? reading.English : reading.English - reading.Shared(language) - foreign;
    }

    private static string? LatinLanguageOf(FoldedText folded)
    {
        var reading = new LatinReading(folded, stackalloc int[LatinReading.Room], stackalloc ulong[LatinReading.SeenRoom]);
        foreach (var token in folded.TokenList) reading.Add(token);
        if (reading.Words < FewestWords) return null;
        var (best, most) = (-1, 0);
        for (var language = 0; language < LatinWords.All.Length; language++)
        {
            var weight = reading.Own(language) * 2 + reading.Shared(language) + reading.Signs(language);
            if (weight > most && Speaks(reading, language, weight)) (best, most) = (language, weight);
        }
        return best < 0 ? null : LatinWords.All[best].Code;
    }

    // Three different words of its own, or two and signs of it; a third of all words; and of English no more than a third of that.
    private static bool Speaks(LatinReading reading, int language, int weight)
    {
        var (own, signs, kinds) = (reading.Own(language), reading.Signs(language), reading.Kinds(language));
        if (kinds + signs / 2 < FewestKinds || kinds < 2) return false;
        return weight * 3 >= reading.Words * 2 && (reading.English - reading.Shared(language)) * 3 <= own * 2 + signs;
    }
}
