namespace Serjeant.Chapters.Cases.PoliceGuide;

/// <summary>What a person says happened. One thing can be several. Stored by name: never rename.</summary>
public enum GuideAnswer
{
    Danger,
    ChildImage,
    Welfare,
    Violence,
    Repeated,
    AtHome,
    Leak,
    IntimateImage,
    SelfHarm,
    Hate,
    Menacing,
    KnowinglyFalse,
    ElectionFalsehood,
    Impersonation,
    ReputationOnly,
    CriticismOnly,
}

/// <summary>A question of the guide as a person reads it.</summary>
/// <param name="LawKey">What the law lines in <c>content/law</c> call it in <c>shows_for</c>; null when no line goes with it.</param>
public sealed record GuideQuestion(GuideAnswer Answer, string Words, string? Hint, string? LawKey);

/// <summary>The questions in the order they are asked: what can't wait comes first.</summary>
public static class GuideQuestions
{
    public static IReadOnlyList<GuideQuestion> All { get; } =
    [
        new(GuideAnswer.Danger, "Somebody is in danger now", "Somebody is outside, on the way, or has said it will happen today", null),
        new(GuideAnswer.ChildImage, "A picture may show the sexual abuse of a child", "Do not copy, save, send or upload it", null),
        new(GuideAnswer.Welfare, "The sender may be about to harm themselves", "This is a person who needs help, not abuse", null),
        new(GuideAnswer.Violence, "A threat of death, serious harm, rape or serious damage", "Said straight out or clearly meant, even if not today", "violence"),
        new(GuideAnswer.Repeated, "The same person keeps on, follows, watches or turns up", "Two times or more, in any form", "repeated"),
        new(GuideAnswer.AtHome, "It happened at a home, or names one as a place to go", null, "at-home"),
        new(GuideAnswer.Leak, "It gives out a home address, a private number, family or whereabouts", null, null),
        new(GuideAnswer.IntimateImage, "A sexual or intimate picture, or a threat to share one", "Made-up pictures count too. Keep it covered", "intimate-image"),
        new(GuideAnswer.SelfHarm, "It urges somebody to harm themselves, or sends flashing pictures to somebody with epilepsy", null, "self-harm"),
        new(GuideAnswer.Hate, "It shows hostility to race, religion, sex, sexuality, disability or gender identity", "As well as anything else you choose", "hate"),
        new(GuideAnswer.Menacing, "Grossly offensive, indecent or menacing, without a clear threat", "Far beyond rude", "menacing"),
        new(GuideAnswer.KnowinglyFalse, "A lie, told knowingly and in order to do harm", "A mistake or an opinion is not", "knowingly-false"),
        new(GuideAnswer.ElectionFalsehood, "A false statement of fact about a candidate's character, at an election", "Political claims are not", "election-falsehood"),
        new(GuideAnswer.Impersonation, "An account pretends to be one of you", null, null),
        new(GuideAnswer.ReputationOnly, "It only harms a reputation", null, null),
        new(GuideAnswer.CriticismOnly, "It is criticism, satire or bad language, and nothing more", "“Liar”, “resign”, “you lot are useless”", null),
    ];

    public static GuideQuestion Of(GuideAnswer answer) => All.First(q => q.Answer == answer);
}
