namespace Serjeant.Moderation.Model;

/// <summary>What the model answers about a message. The numbers are places in the model file: never renumber.</summary>
public enum Head
{
    /// <summary>Attacks people for what they are: race, religion, sex and so on.</summary>
    Hate = 0,
    /// <summary>Says, wishes or urges that somebody is hurt.</summary>
    Threat = 1,
    /// <summary>Attacks a person beyond what debate must bear.</summary>
    Harassment = 2,
    /// <summary>Rude in any way, protocol or not.</summary>
    Incivility = 3,
    Spam = 4,
    /// <summary>Anything that a fair protocol would act on.</summary>
    Abuse = 5,
    /// <summary>Makes somebody's personal details public, or says that it will.</summary>
    Leak = 6,
    /// <summary>Sexual remarks to or about a person.</summary>
    Sexual = 7,
    /// <summary>Is fixed on a person: watches, waits, counts, claims a bond. The networks alone answer it.</summary>
    Fixation = 8,
    /// <summary>Speaks of people as animals, pests, disease or things. The networks alone answer it.</summary>
    Dehumanising = 9,
}

public static class Heads
{
    /// <summary>How many answers there are.</summary>
    public const int Count = 10;

    /// <summary>How many of them the linear model gives too: its row of weights is one machine word of bytes.</summary>
    public const int Linear = 8;

    /// <summary>Whose weights say which words: where the linear model gives no answer of its own, the one for attacks on a person is nearest.</summary>
    internal static Head ToldBy(Head head) => (int)head < Linear ? head : Head.Harassment;
}
