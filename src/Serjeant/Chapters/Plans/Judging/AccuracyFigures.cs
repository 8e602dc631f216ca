using System.Text.Json;
using System.Text.Json.Serialization;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Plans.Judging;

/// <summary>
/// How right the judge is, as <c>./serjeant bench messages --figures FILE</c> wrote it: nobody types a figure into the page.
/// Both voices are there; the page shows the one that the desk goes by.
/// </summary>
/// <param name="Measured">The day of the bench.</param>
/// <param name="WrittenLines">How many lines written by hand, and held out of training, the categories were tried on.</param>
/// <param name="AllLines">The same with the lines made from patterns, on which groups and ways of speaking were tried.</param>
public sealed record AccuracyFigures(DateOnly Measured, int WrittenLines, int AllLines, VoiceFigures Rules, VoiceFigures RulesAndModel)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    public VoiceFigures Of(Voice voice) => voice == Voice.Rules ? Rules : RulesAndModel;

    public string Write() => JsonSerializer.Serialize(this, Json) + "\n";

    /// <exception cref="SourceFileException">It isn't what the bench writes.</exception>
    public static AccuracyFigures Read(SourceFile file)
    {
        try
        {
            return JsonSerializer.Deserialize<AccuracyFigures>(file.Text, Json) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new SourceFileException(file.Name, "", "this is not what './serjeant bench messages --figures' writes. Write it again.");
        }
    }
}

/// <summary>So many of so many.</summary>
public sealed record Count(int Hits, int Of)
{
    /// <summary>Fewer lines than this say little.</summary>
    public const int Few = 30;

    [JsonIgnore]
    public bool IsFew => Of < Few;

    [JsonIgnore]
    public double Share => Of == 0 ? 0 : (double)Hits / Of;

    /// <summary>Wilson's 95 % interval (1927) for the share: honest for small counts too.</summary>
    [JsonIgnore]
    public (double Low, double High) Interval
    {
        get
        {
            if (Of == 0)
                return (0, 1);
            const double z = 1.96;
            var middle = Share + z * z / (2 * Of);
            var half = z * Math.Sqrt(Share * (1 - Share) / Of + z * z / (4.0 * Of * Of));
            var scale = 1 + z * z / Of;
            return (Math.Max(0, (middle - half) / scale), Math.Min(1, (middle + half) / scale));
        }
    }
}

/// <param name="DangerShown">Threats, urging and leaks that were put in the threat lane.</param>
/// <param name="HarmlessFlagged">Harmless lines, written to look like abuse, that were called abuse.</param>
/// <param name="CivilFlagged">Real civil posts to politicians that were called abuse.</param>
/// <param name="Forms">By the way of writing, such as <c>british-dialect</c>.</param>
/// <param name="Dialects">By dialect, beside the same said in standard English.</param>
public sealed record VoiceFigures(
    Count DangerShown, Count HarmlessFlagged, Count CivilFlagged,
    IReadOnlyList<CategoryFigures> Categories, IReadOnlyList<GroupFigures> Groups, IReadOnlyList<FormFigures> Forms, IReadOnlyList<DialectFigures> Dialects);

/// <param name="Category">As <see cref="CategoryNames"/> has it.</param>
/// <param name="Found">Of lines that are it, those marked as it.</param>
/// <param name="Wrongly">Of lines that aren't it, those marked as it.</param>
public sealed record CategoryFigures(string Category, Count Found, Count Wrongly);

/// <param name="Found">Of lines with hate against the group, those in which hate was found.</param>
/// <param name="Wrongly">Of harmless lines that name the group, those called abuse.</param>
public sealed record GroupFigures(string Category, Count Found, Count Wrongly);

public sealed record FormFigures(string Form, Count Found, Count Wrongly);

/// <param name="Dialect">The file's name in training/dialects, such as <c>scots</c>.</param>
/// <param name="Found">Of abuse in the dialect, what was called abuse.</param>
/// <param name="FoundInStandard">The same of the same said in standard English.</param>
/// <param name="Wrongly">Of fair lines in the dialect, those called abuse.</param>
/// <param name="WronglyInStandard">The same of the same said in standard English.</param>
public sealed record DialectFigures(string Dialect, Count Found, Count FoundInStandard, Count Wrongly, Count WronglyInStandard);
