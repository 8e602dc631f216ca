using System.Collections.Frozen;

namespace Serjeant.Text.Near;

/// <summary>What a word does to a message, where changing it changes what is said.</summary>
internal enum Meaning : byte
{
    None,

    /// <summary>Turns a sentence round: not, never, won't.</summary>
    Negation,

    /// <summary>Speaks of harm: kill, knife, hang.</summary>
    Harm,
    Support,
    Against,
    Number,

    /// <summary>Letters with digits, such as a postcode.</summary>
    Code,
    Praise,
    Blame,
    For,
    I,
    You,
    He,
    She,
    They,
    We,
}

/// <summary>The words whose change is never a small one. Plain lists: a word that is missing costs a careless match, one too many a missed copy.</summary>
internal static class Meanings
{
    private static readonly FrozenDictionary<string, Meaning> Words = Build();
    private static readonly FrozenDictionary<string, Meaning>.AlternateLookup<ReadOnlySpan<char>> Known = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    // Said or left out, they change nothing.
    private static readonly FrozenSet<string> Fillers = Set(
        "really very so just please absolutely totally completely utterly quite actually simply truly literally well oh hey hi hello dear hiya honestly");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Filler = Fillers.GetAlternateLookup<ReadOnlySpan<char>>();

    public const int Count = (int)Meaning.We + 1;

    public static bool IsFiller(ReadOnlySpan<char> word) => Filler.Contains(word);

    public static Meaning Of(ReadOnlySpan<char> word)
    {
        if (Known.TryGetValue(word, out var meaning)) return meaning;
        var (digits, letters) = (false, false);
        foreach (var c in word)
        {
            digits |= char.IsDigit(c);
            letters |= char.IsLetter(c);
        }
        return !digits ? Meaning.None : letters ? Meaning.Code : Meaning.Number;
    }

    /// <summary>True where it counts however long the message is; the rest only where there are few words around it.</summary>
    public static bool AlwaysCounts(Meaning meaning) => meaning is >= Meaning.Negation and <= Meaning.Against;

    private static FrozenDictionary<string, Meaning> Build()
    {
        var words = new Dictionary<string, Meaning>(StringComparer.Ordinal);
        Add(Meaning.Negation,
            "not never no none nobody nothing nowhere neither nor without cannot cant dont doesnt didnt wont wouldnt couldnt shouldnt mustnt isnt arent wasnt werent "
            + "hasnt havent hadnt aint dunno unless except stop refuse refused");
        Add(Meaning.Harm,
            "kill killed killing kills die dies dying dead death murder murdered hang hanged hanging hung shoot shot shooting stab stabbed stabbing burn burned burning "
            + "bomb bombed knife gun acid rape raped raping behead beheaded lynch lynched noose rope drown poison hurt harm beat beaten attack attacked smash bullet bullets "
            + "corpse coffin grave bleed slaughter execute executed throat kidnap suicide hunt watch watching follow following outside "
            + ":knife: :axe: :gun: :bomb: :explosion: :coffin: :grave: :skull: :blood: :noose: :target: :pin: :house: :eyes:");
        Add(Meaning.Support,
            "support supports supported supporting agree agrees agreed back backs backed approve approved welcome welcomed save keep yes remain favour accept accepted");
        Add(Meaning.Against,
            "against oppose opposes opposed opposing disagree disagrees disagreed reject rejected scrap scrapped end ban banned object objected leave condemn condemned "
            + "block blocked close closed closing cut cuts");
        Add(Meaning.Number,
            "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million billion half double "
            + "monday tuesday wednesday thursday friday saturday sunday today tomorrow tonight yesterday");
        Add(Meaning.Praise,
            "hero heroes brilliant great good better best honest excellent wonderful brave kind legend credit proud amazing fantastic right lovely decent love loved loves thank "
            + "thanks superb trust trusted hope inspiring caring star win won winner true truth innocent happy glad like likes human angel saint genius clever strong");
        Add(Meaning.Blame,
            "liar liars disgrace bad worse worst thief thieves crook crooks traitor traitors coward cowards evil useless pathetic corrupt scum idiot idiots wrong shame "
            + "shameful terrible awful criminal criminals fraud hate hated hates vile disgusting stupid moron clown joke failure failed fail lies lied lying lie dishonest rotten "
            + "pig pigs rat rats snake snakes vermin cockroach monkey dog animal fool fools weak loser ugly fat guilty sad angry parasite puppet "
            + ":clown: :poo: :vomit: :pig: :rat: :snake: :monkey: :banana: :cockroach: :goat: :dog: :bin: :finger:");
        Add(Meaning.For, "for");
        Add(Meaning.I, "i me my mine im ive");
        Add(Meaning.You, "you your yours u ur youre youve");
        Add(Meaning.He, "he him his hes");
        Add(Meaning.She, "she her hers shes");
        Add(Meaning.They, "they them their theirs theyre");
        Add(Meaning.We, "we us our ours weve");
        return words.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(Meaning meaning, string list)
        {
            foreach (var word in list.Split(' ')) words.TryAdd(word, meaning);
        }
    }

    private static FrozenSet<string> Set(string list) => list.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
