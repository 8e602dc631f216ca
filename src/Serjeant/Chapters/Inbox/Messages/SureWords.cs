namespace Serjeant.Chapters.Inbox.Messages;

/// <summary>How sure the engine is, in words: a percentage would claim more than is known.</summary>
public static class SureWords
{
    public static string Of(double confidence) => confidence switch
    {
        >= 0.9 => "very sure",
        >= 0.7 => "fairly sure",
        >= 0.5 => "more likely than not",
        _ => "not sure",
    };
}
