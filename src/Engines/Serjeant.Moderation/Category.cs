namespace Serjeant.Moderation;

/// <summary>
/// What a message may be. One message may be several. <see cref="CategoryNames"/> gives the stable identifiers
/// (<c>hate.race</c>) that rules, exports and the command line use.
/// </summary>
public enum Category
{
    Threat = 1,
    Incitement,
    Leak,
    Fixation,
    Sexual,
    HateRace,
    HateReligion,
    HateSex,
    HateOrientation,
    HateGenderIdentity,
    HateDisability,
    HateAge,
    HateOther,
    Dehumanising,
    Insult,
    Profanity,
    Accusation,
    Misinformation,
    Advertising,
    Spam,
    Unintelligible,
    OffTopic,
    Inauthentic,
    Welfare,
    Casework,
    Question,
    Support,
    Criticism,
}
