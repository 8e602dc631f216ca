using System.Text;
using Xunit;

namespace Serjeant.Engines.Tests.Moderation;

/// <summary>Ways to write the same words so that a machine may miss them.</summary>
public static class Disguises
{
    public static TheoryData<string> Tricks => ["upper", "spaces", "cyrillic", "zero-width", "full-width", "marks", "mathematical"];

    internal static string Apply(string trick, string text) => trick switch
    {
        "upper" => text.ToUpperInvariant(),
        "spaces" => text.Replace(" ", "   ", StringComparison.Ordinal),
        "cyrillic" => Swap(text, "aeopcxyi", "аеорсхуі"),
        "zero-width" => string.Join('\u200B', text.EnumerateRunes().Select(r => r.ToString())),
        "full-width" => string.Concat(text.Select(c => char.IsAsciiLetter(c) ? ((char)(c + 0xFEE0)).ToString() : c.ToString())),
        "marks" => string.Concat(text.Select(c => char.IsAsciiLetter(c) ? c + "\u0336" : c.ToString())),
        "mathematical" => string.Concat(text.Select(c => char.IsAsciiLetterLower(c) ? new Rune(0x1D41A + c - 'a').ToString() : c.ToString())),
        _ => throw new ArgumentOutOfRangeException(nameof(trick)),
    };

    private static string Swap(string text, string from, string to) =>
        string.Concat(text.Select(c => from.IndexOf(c) is var i and >= 0 ? to[i] : c));
}
