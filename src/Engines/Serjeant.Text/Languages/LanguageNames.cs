using System.Collections.Frozen;

namespace Serjeant.Text.Languages;

/// <summary>What people call the languages that can be recognised.</summary>
public static class LanguageNames
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["cy"] = "Welsh",
        ["gd"] = "Scottish Gaelic",
        ["ga"] = "Irish",
        ["fr"] = "French",
        ["de"] = "German",
        ["es"] = "Spanish",
        ["pt"] = "Portuguese",
        ["it"] = "Italian",
        ["pl"] = "Polish",
        ["ro"] = "Romanian",
        ["tr"] = "Turkish",
        ["so"] = "Somali",
        ["nl"] = "Dutch",
        ["sv"] = "Swedish",
        ["el"] = "Greek",
        ["be"] = "Belarusian",
        ["bg"] = "Bulgarian",
        ["ru"] = "Russian",
        ["sr"] = "Serbian",
        ["uk"] = "Ukrainian",
        ["und-Cyrl"] = "a language in Cyrillic letters",
        ["hy"] = "Armenian",
        ["he"] = "Hebrew",
        ["ar"] = "Arabic",
        ["ur"] = "Urdu",
        ["fa"] = "Persian",
        ["ps"] = "Pashto",
        ["ckb"] = "Kurdish",
        ["hi"] = "Hindi",
        ["ne"] = "Nepali",
        ["mr"] = "Marathi",
        ["und-Deva"] = "a language in Devanagari letters",
        ["bn"] = "Bengali",
        ["pa"] = "Punjabi",
        ["gu"] = "Gujarati",
        ["ta"] = "Tamil",
        ["te"] = "Telugu",
        ["kn"] = "Kannada",
        ["ml"] = "Malayalam",
        ["si"] = "Sinhala",
        ["th"] = "Thai",
        ["ka"] = "Georgian",
        ["und-Ethi"] = "Amharic or Tigrinya",
        ["ko"] = "Korean",
        ["ja"] = "Japanese",
        ["zh"] = "Chinese",
    }.ToFrozenDictionary();

    /// <summary>Every code there is, by name.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Names.OrderBy(n => n.Value, StringComparer.OrdinalIgnoreCase).Select(n => n.Key)];

    /// <summary>The name as it stands after "in"; the code itself where it has none here.</summary>
    public static string Of(string code) => Names.GetValueOrDefault(code, code);

    /// <summary>The name as it stands by itself.</summary>
    public static string Titled(string code) => Of(code) is var name && name.Length > 0 ? char.ToUpperInvariant(name[0]) + name[1..] : "";

    public static bool IsKnown(string? code) => code is not null && Names.ContainsKey(code);
}
