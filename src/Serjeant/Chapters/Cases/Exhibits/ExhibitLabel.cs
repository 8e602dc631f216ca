using System.Globalization;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>The label that UK police expect on an exhibit: the maker's initials, a stroke, a number.</summary>
public static class ExhibitLabel
{
    private const int Most = 4;

    public static string Of(string initials, int number) => string.Create(CultureInfo.InvariantCulture, $"{initials}/{number}");

    /// <summary>A later look at an exhibit's address: the exhibit's own label and the look's number.</summary>
    public static string OfLook(string label, int number) => string.Create(CultureInfo.InvariantCulture, $"{label}/W{number}");

    /// <summary>The same label where a stroke can't be: in a folder's or file's name.</summary>
    public static string AsFolder(string label) => label.Replace('/', '-');

    /// <summary>The initials a person chose, else the first letters of their name; letters A to Z only, so that a label is safe anywhere.</summary>
    public static string Initials(Person person)
    {
        var chosen = Letters(person.Initials ?? "");
        if (chosen.Length > 0)
            return chosen;
        var fromName = Letters(string.Concat(person.DisplayName
            .Split([' ', '-', '\u2019', '\''], StringSplitOptions.RemoveEmptyEntries).Select(word => word[0])));
        return fromName.Length > 0 ? fromName : "EX";
    }

    private static string Letters(string text) => string.Concat(
        text.Normalize(System.Text.NormalizationForm.FormD).ToUpperInvariant().Where(char.IsAsciiLetterUpper).Take(Most));
}
