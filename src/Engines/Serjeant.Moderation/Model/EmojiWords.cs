using System.Collections.Frozen;
using System.Text;

namespace Serjeant.Moderation.Model;

/// <summary>
/// Emoji as the words that they stand for: a sentence with a picture of a knife in place of the word must read the same. A skin tone after a person says of whom
/// it speaks; a flag is its country's people.
/// </summary>
internal static class EmojiWords
{
    private static readonly (string Word, string Signs)[] Meanings =
    [
        ("knife", "🔪🗡⚔"), ("axe", "🪓"), ("gun", "🔫"), ("bomb", "💣🧨"), ("explode", "💥"), ("fire", "🔥"), ("dead", "⚰🪦💀☠🧟"), ("blood", "🩸"), ("noose", "🪢"),
        ("punch", "👊🤜🤛"), ("hang", "🪝"), ("poison", "🧪"), ("monkey", "🐵🐒🦍🦧🙈🙉🙊"), ("banana", "🍌"), ("pig", "🐷🐖🐽🐗"), ("rat", "🐀🐁🐭"), ("snake", "🐍🐉"),
        ("cockroach", "🪳🦗🐜"), ("spider", "🕷🦂"), ("goat", "🐐"), ("dog", "🐶🐕🐩"), ("cow", "🐄🐮"), ("whale", "🐳🐋🐘"), ("camel", "🐫🐪"), ("animal", "🐈🐱🐑🦇🐻"), ("shit", "💩"), ("fuck", "🖕"),
        ("vomit", "🤮🤢🤧"), ("trash", "🗑🚮🚽🚾"), ("dick", "🍆"), ("ass", "🍑"), ("sex", "💦👅👄💋"), ("clown", "🤡"), ("love", "❤😍🥰💓💗💖💕💜💛💚💙🧡🖤💘😻🤗😘"), ("heartbroken", "💔"),
        ("good", "👍👌✅💯🙌👏🎉"), ("bad", "👎❌🚫⛔🚳"), ("laugh", "😂🤣😆😅😹"), ("smile", "😀😃😄😁😊☺🙂😇🤩😎"), ("angry", "😡🤬😠😤👿👺👹"), ("hate", "😾"), ("sad", "😢😭😔😞😩😫😥😓😰"),
        ("annoyed", "🙄😒😑😐🤨😬😕"), ("look", "👀👁"), ("joking", "😉😜🤪😏🙃"), ("think", "🤔🧐"), ("crazy", "🥴🤯"), ("ill", "😷🤒🤕🦠"), ("liar", "🤥"), ("quiet", "🤫🤐😶"), ("house", "🏠🏡"),
        ("place", "📍"), ("money", "💰🤑💸💲💵💶💷"), ("win", "🚀🎁🏆"), ("muslim", "🕌☪🧕🕋"), ("turban", "👳"), ("jew", "🕍✡🕎"), ("christian", "✝⛪☦"), ("hindu", "🕉🛕"), ("gay", "🌈👬"),
        ("lesbian", "👭"), ("trans", "⚧"), ("disabled", "♿🦽🦼🦯🦻"), ("woman", "👩♀🚺👰👸💃👯💁🙎🙍🤰"), ("girl", "👧"), ("man", "👨♂🚹🤴🕺🧔"), ("boy", "👦"), ("old man", "👴"),
        ("old woman", "👵"), ("chinese", "👲🥡🥢🈲"), ("immigrants", "🛂🚣"), ("police", "👮🚓🚔"), ("brain", "🧠"), ("baby", "👶"), ("alien", "👽👾"), ("devil", "😈"), ("robot", "🤖"), ("slave", "⛓"),
        ("people", "👪👫🧑🗣👥👤"), ("kneel", "🧎"), ("send back", "✈🛫🚢"), ("target", "🎯"), ("pray", "🙏"), ("strong", "💪✊"), ("cook", "🍳"), ("kitchen", "🧹🧽🧺"), ("speak", "📢"), ("drugs", "💉💊"),
        ("cotton", "🌾"), ("watermelon", "🍉"), ("sleep", "😴💤"), ("queen", "👑💅"),
    ];

    private static readonly FrozenDictionary<int, string> Words = Meanings
        .SelectMany(m => m.Signs.EnumerateRunes().Select(r => (r.Value, m.Word)))
        .DistinctBy(x => x.Value).ToFrozenDictionary(x => x.Value, x => x.Word);

    private static readonly FrozenDictionary<string, string> Flags = new Dictionary<string, string>
    {
        ["CN"] = "chinese",
        ["PK"] = "pakistani",
        ["IN"] = "indian",
        ["PL"] = "polish",
        ["RO"] = "romanian",
        ["NG"] = "nigerian",
        ["MX"] = "mexican",
        ["IL"] = "israeli",
        ["US"] = "american",
        ["GB"] = "british",
        ["IR"] = "iranian",
        ["IQ"] = "iraqi",
        ["SY"] = "syrian",
        ["TR"] = "turkish",
        ["SO"] = "somali",
        ["BD"] = "bangladeshi",
        ["JM"] = "jamaican",
        ["AF"] = "afghan",
        ["IE"] = "irish",
        ["FR"] = "french",
        ["DE"] = "german",
        ["RU"] = "russian",
        ["UA"] = "ukrainian",
        ["JP"] = "japanese",
        ["KR"] = "korean",
        ["PS"] = "palestinian",
        ["SA"] = "saudi",
        ["ES"] = "spanish",
        ["IT"] = "italian",
    }.ToFrozenDictionary();

    /// <summary>The word or two that an emoji at this place of the original stands for, or null.</summary>
    internal static string? At(string original, int start) => Rune.TryGetRuneAt(original, start, out var sign) ? Words.GetValueOrDefault(sign.Value) : null;

    /// <summary>Whom the skin tone right after an emoji means; null when there is none.</summary>
    internal static string? Tone(string original, int end)
    {
        if (end + 1 >= original.Length || original[end] != '\uD83C') return null;
        return original[end + 1] switch { '\uDFFB' or '\uDFFC' => "white", '\uDFFD' => "brown", '\uDFFE' or '\uDFFF' => "black", _ => null };
    }

    /// <summary>The people of the flag (two letter signs) at this place, or null.</summary>
    internal static string? Flag(string original, int at)
    {
        if (at + 3 >= original.Length || original[at] != '\uD83C' || original[at + 2] != '\uD83C') return null;
        Span<char> country = stackalloc char[2];
        for (var i = 0; i < 2; i++)
        {
            if (original[at + 2 * i + 1] is not (>= '\uDDE6' and <= '\uDDFF') and var letter) return null;
            country[i] = (char)('A' + (original[at + 2 * i + 1] - '\uDDE6'));
        }
        return Flags.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(country, out var people) ? people : null;
    }
}
