using System.Collections.Frozen;

namespace Serjeant.Moderation;

/// <summary>The stable identifiers and the words on screen for each <see cref="Category"/>.</summary>
public static class CategoryNames
{
    private static readonly (Category Category, string Id, string Label)[] All =
    [
        (Category.Threat, "threat", "Threat"),
        (Category.Incitement, "incitement", "Urging others to harm"),
        (Category.Leak, "leak", "Personal details made public"),
        (Category.Fixation, "fixation", "Fixated or following"),
        (Category.Sexual, "sexual", "Sexual harassment"),
        (Category.HateRace, "hate.race", "Hate: race or nationality"),
        (Category.HateReligion, "hate.religion", "Hate: religion"),
        (Category.HateSex, "hate.sex", "Hate: sex"),
        (Category.HateOrientation, "hate.orientation", "Hate: sexual orientation"),
        (Category.HateGenderIdentity, "hate.gender-identity", "Hate: gender identity"),
        (Category.HateDisability, "hate.disability", "Hate: disability"),
        (Category.HateAge, "hate.age", "Hate: age"),
        (Category.HateOther, "hate.other", "Hate: another group"),
        (Category.Dehumanising, "dehumanising", "Treats people as less than human"),
        (Category.Insult, "insult", "Insult"),
        (Category.Profanity, "profanity", "Bad language"),
        (Category.Accusation, "accusation", "Accusation of wrongdoing"),
        (Category.Misinformation, "misinformation", "Looks like misinformation"),
        (Category.Advertising, "advertising", "Advertising"),
        (Category.Spam, "spam", "Spam or repeated text"),
        (Category.Unintelligible, "unintelligible", "Can't be understood"),
        (Category.OffTopic, "off-topic", "Off topic"),
        (Category.Inauthentic, "inauthentic", "Signs of a fake account"),
        (Category.Welfare, "welfare", "Worry for the writer's safety"),
        (Category.Casework, "casework", "Asks for help"),
        (Category.Question, "question", "Question"),
        (Category.Support, "support", "Support"),
        (Category.Criticism, "criticism", "Criticism"),
    ];

    private static readonly FrozenDictionary<string, Category> ById = All.ToFrozenDictionary(x => x.Id, x => x.Category, StringComparer.Ordinal);
    private static readonly FrozenDictionary<Category, (string Id, string Label)> ByCategory = All.ToFrozenDictionary(x => x.Category, x => (x.Id, x.Label));

    /// <summary>Every identifier, in the order of <see cref="Category"/>.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. All.Select(x => x.Id)];

    /// <summary>The stable identifier, such as <c>hate.race</c>.</summary>
    public static string Id(this Category category) => ByCategory[category].Id;

    /// <summary>A few plain words for the screen.</summary>
    public static string Label(this Category category) => ByCategory[category].Label;

    /// <summary>The category of an identifier; false when there is none.</summary>
    public static bool TryParse(string? id, out Category category)
    {
        category = default;
        return id is not null && ById.TryGetValue(id, out category);
    }

    /// <summary>True for the eight hate categories.</summary>
    public static bool IsHate(this Category category) => category is >= Category.HateRace and <= Category.HateOther;
}
