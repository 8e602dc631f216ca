namespace Serjeant.Text.Languages;

/// <summary>Languages that can be told by the letters they are written in. Where several share them, letters and little words that only one has decide.</summary>
internal static class Scripts
{
    private const int FewestLetters = 8;
    private const int FewestSigns = 4;
    private const int MostLookedAt = 4_000;

    private enum Script
    {
        None, Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Devanagari, Bengali, Gurmukhi, Gujarati, Tamil, Telugu, Kannada, Malayalam, Sinhala, Thai, Georgian, Ethiopic, Hangul, Kana, Han,
    }

    private static readonly int Count = Enum.GetValues<Script>().Length;

    /// <summary>Null where the letters are Latin, few or of several scripts; <paramref name="latin"/> says whether Latin ones are at least a third.</summary>
    internal static string? LanguageOf(FoldedText folded, out bool latin)
    {
        Span<int> letters = stackalloc int[Count];
        foreach (var token in folded.TokenList)
        {
            if (token.Kind != TokenKind.Word) continue;
            var first = folded.TextOf(token)[0];
            if (first < 0x370) letters[(int)Script.Latin] += token.Length;
            else foreach (var letter in folded.TextOf(token)) letters[(int)Of(letter)]++;
        }
        var (script, most, others) = (Script.None, 0, 0);
        for (var s = Script.Greek; (int)s < Count; s++)
        {
            others += letters[(int)s];
            if (letters[(int)s] > most) (script, most) = (s, letters[(int)s]);
        }
        latin = letters[(int)Script.Latin] * 2 > others;
        // Japanese writes with three scripts, and Han is one of them.
        if (script == Script.Han && letters[(int)Script.Kana] > 0) script = Script.Kana;
        var enough = script is Script.Han or Script.Kana or Script.Hangul ? FewestSigns : FewestLetters;
        return latin || others < enough || most * 2 < others ? null : CodeOf(script, folded.Original);
    }

    private static Script Of(char c) => c switch
    {
        < '\u0370' => Script.Latin,
        <= '\u03FF' => Script.Greek,
        <= '\u052F' => Script.Cyrillic,
        <= '\u058F' => Script.Armenian,
        <= '\u05FF' => Script.Hebrew,
        <= '\u06FF' or >= '\u0750' and <= '\u077F' or >= '\u08A0' and <= '\u08FF' => Script.Arabic,
        >= '\u0900' and <= '\u097F' => Script.Devanagari,
        >= '\u0980' and <= '\u09FF' => Script.Bengali,
        >= '\u0A00' and <= '\u0A7F' => Script.Gurmukhi,
        >= '\u0A80' and <= '\u0AFF' => Script.Gujarati,
        >= '\u0B80' and <= '\u0BFF' => Script.Tamil,
        >= '\u0C00' and <= '\u0C7F' => Script.Telugu,
        >= '\u0C80' and <= '\u0CFF' => Script.Kannada,
        >= '\u0D00' and <= '\u0D7F' => Script.Malayalam,
        >= '\u0D80' and <= '\u0DFF' => Script.Sinhala,
        >= '\u0E00' and <= '\u0E7F' => Script.Thai,
        >= '\u10A0' and <= '\u10FF' => Script.Georgian,
        >= '\u1200' and <= '\u137F' => Script.Ethiopic,
        >= '\u1100' and <= '\u11FF' or >= '\uAC00' and <= '\uD7AF' => Script.Hangul,
        >= '\u3040' and <= '\u30FF' => Script.Kana,
        >= '\u3400' and <= '\u9FFF' => Script.Han,
        _ => Script.None,
    };

    private static string? CodeOf(Script script, string original)
    {
        var text = original.AsSpan(0, Math.Min(original.Length, MostLookedAt));
        return script switch
        {
            Script.Greek => "el",
            Script.Cyrillic => Cyrillic(text),
            Script.Armenian => "hy",
            Script.Hebrew => "he",
            Script.Arabic => Arabic(text),
            Script.Devanagari => Devanagari(text),
            Script.Bengali => "bn",
            Script.Gurmukhi => "pa",
            Script.Gujarati => "gu",
            Script.Tamil => "ta",
            Script.Telugu => "te",
            Script.Kannada => "kn",
            Script.Malayalam => "ml",
            Script.Sinhala => "si",
            Script.Thai => "th",
            Script.Georgian => "ka",
            Script.Ethiopic => "und-Ethi",
            Script.Hangul => "ko",
            Script.Kana => "ja",
            Script.Han => "zh",
            _ => null,
        };
    }

    private static string Arabic(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny("ٹڈڑںے")) return "ur";
        if (text.ContainsAny("ټډړښږڼۍې")) return "ps";
        if (text.ContainsAny("ڕڵێۆ")) return "ckb";
        return text.ContainsAny("پچژگ") ? "fa" : "ar";
    }

    private static string Cyrillic(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny("ўЎ")) return "be";
        if (text.ContainsAny("іїєґІЇЄҐ")) return "uk";
        if (text.ContainsAny("ђћџљњјЂЋЏЉЊЈ")) return "sr";
        if (text.ContainsAny("ыэёЫЭЁ")) return "ru";
        if (text.ContainsAny("ъЪ")) return "bg";
        return Has(text, "що") || Has(text, "якую") || Has(text, " але ") ? "uk" : Has(text, "пасибо") || Has(text, "что") || Has(text, " нет") ? "ru" : "und-Cyrl";
    }

    private static string Devanagari(ReadOnlySpan<char> text)
    {
        if (Has(text, "छन्") || Has(text, "हुन्छ") || Has(text, " छ ") || Has(text, " छ।") || Has(text, "गर्न")) return "ne";
        if (Has(text, "आहे") || Has(text, "नाही")) return "mr";
        return Has(text, "है") || Has(text, "नहीं") || Has(text, "हूँ") || Has(text, "हूं") || Has(text, "करें") || Has(text, "हैं") ? "hi" : "und-Deva";
    }

    private static bool Has(ReadOnlySpan<char> text, string word) => text.Contains(word, StringComparison.Ordinal);
}
