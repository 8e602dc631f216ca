namespace Serjeant.Moderation.Model;

/// <summary>The part that a known word plays. The numbers are in the model file: add at the end.</summary>
public enum WordKind : byte
{
    None = 0,
    /// <summary>Names a protected group neutrally.</summary>
    Identity,
    Slur,
    /// <summary>Names a group that is not protected (landlords, Tories).</summary>
    Unprotected,
    Negation,
    /// <summary>Says that words are somebody's (said, called, wrote).</summary>
    Report,
    /// <summary>Rejects (racist, condemn, disgusting to say).</summary>
    Counter,
    Positive,
    /// <summary>Attacks worth (scum, vermin, filthy).</summary>
    Attack,
    Violence,
    Weapon,
    You,
    I,
    We,
    They,
    /// <summary>Should, must, deserve.</summary>
    Ought,
    /// <summary>If, unless, until.</summary>
    Condition,
    /// <summary>Why, how, who.</summary>
    Asking,
    Office,
    Place,
    Time,
    Profanity,
    /// <summary>Rude, but debate lives with it (clown, liar).</summary>
    Mild,
    /// <summary>Hate, despise, can't stand.</summary>
    Hatred,
    /// <summary>Deport, ban, get rid of.</summary>
    Expel,
    /// <summary>Want, hope, wish.</summary>
    Wish,
    /// <summary>Buy, click, subscribe.</summary>
    Selling,
    /// <summary>All, every, always.</summary>
    Every,
}

/// <summary>How a word stands in its message.</summary>
[Flags]
public enum WordFlags : byte
{
    None = 0,
    NewSentence = 1,
    AfterPause = 2,
    Quoted = 4,
    /// <summary>A negation stands up to four words before it, in the same clause.</summary>
    Negated = 8,
    /// <summary>It was written in disguise, misspelt, run together or cut apart.</summary>
    Altered = 16,
    /// <summary>Written in capitals.</summary>
    Shouted = 32,
}

/// <summary>One word as the model reads it.</summary>
/// <param name="Norm">Hash of the word made plain.</param>
/// <param name="Raw">Hash of the word as folded.</param>
/// <param name="Group">The protected ground of an identity word or slur; 0 for other words.</param>
/// <param name="Topics">A bit for each topic that the word is about.</param>
/// <param name="Start">Where it begins in the original, in UTF-16 code units.</param>
/// <param name="End">Where it ends there.</param>
/// <param name="CharStart">Where its plain letters begin in the passage's letters.</param>
/// <param name="CharEnd">Where they end.</param>
public readonly record struct ModelWord(
    uint Norm, uint Raw, WordKind Kind, Category Group, WordFlags Flags, UInt128 Topics, int Start, int End, int CharStart, int CharEnd)
{
    public bool Has(WordFlags flag) => (Flags & flag) != 0;

    public bool IsTarget => Kind is WordKind.Identity or WordKind.Slur;
}
