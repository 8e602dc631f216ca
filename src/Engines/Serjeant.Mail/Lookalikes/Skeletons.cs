using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Serjeant.Moderation;
using Serjeant.Text;

namespace Serjeant.Mail.Lookalikes;

/// <summary>
/// The letters a–z, digits and hyphens that a name is taken for at a glance. Serjeant's own table of borrowed letters decides first (accents, Cyrillic, Greek, dressed-up
/// Latin); for all other scripts, Unicode's (Technical Standard 39, section 4) does. What neither knows stays.
/// </summary>
public sealed class Skeletons
{
    private readonly FrozenDictionary<int, string> table;

    private Skeletons(Dictionary<int, string> table) => this.table = table.ToFrozenDictionary();

    /// <summary>Reads the table in its publisher's own format: <c>source ; target ; type</c>, code points in hexadecimal.</summary>
    /// <exception cref="SourceFileException">A line can't be read, or there is none.</exception>
    public static Skeletons Load(SourceFile file)
    {
        var table = new Dictionary<int, string>(8_000);
        var number = 0;
        Span<Range> parts = stackalloc Range[4];
        foreach (var line in file.Text.AsSpan().EnumerateLines())
        {
            number++;
            var text = line.TrimStart('\uFEFF').Trim();
            if (text.IsEmpty || text[0] == '#') continue;
            if (text.Split(parts, ';') < 3 || !TryPoints(text[parts[0]], out var source) || !TryPoints(text[parts[1]], out var target))
                throw new SourceFileException(file.Name, $"line {number}", "it must be 'source ; target ; type' in hexadecimal. Put Unicode's confusables.txt here.");
            if (char.ConvertToUtf32(source, 0) >= 0x80) table[char.ConvertToUtf32(source, 0)] = target;
        }
        return table.Count > 0 ? new Skeletons(table) : throw new SourceFileException(file.Name, "", "there is no line in it. Put Unicode's confusables.txt here.");
    }

    /// <summary>The name, as the eye takes it.</summary>
    /// <param name="name">A label or several, in Unicode.</param>
    public string Of(string name)
    {
        if (Ascii.IsValid(name)) return name.ToLowerInvariant();
        var folded = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes()) Add(folded, rune, deeper: true);
        return folded.ToString();
    }

    private void Add(StringBuilder folded, Rune rune, bool deeper)
    {
        if (rune.IsAscii)
        {
            folded.Append(char.ToLowerInvariant((char)rune.Value));
            return;
        }
        if (rune.IsBmp && Confusables.Fold((char)rune.Value) is var plain && (plain.Length == 0 || plain[0] < 0x80))
        {
            folded.Append(plain);
            return;
        }
        var letter = rune.IsBmp ? Borrowed((char)rune.Value) : Confusables.FoldAstral(rune.Value);
        if (letter != '\0') folded.Append(letter);
        else if (deeper && table.TryGetValue(rune.Value, out var target))
            foreach (var part in target.EnumerateRunes()) Add(folded, part, deeper: false);
        else folded.Append(rune.ToString());
    }

    private static char Borrowed(char c) => Confusables.Fold(c) is { Length: > 0 } plain ? Confusables.LatinFor(plain[0]) : '\0';

    private static bool TryPoints(ReadOnlySpan<char> text, out string value)
    {
        var built = new StringBuilder();
        foreach (var range in text.Trim().Split(' '))
        {
            if (!int.TryParse(text.Trim()[range], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point) || !Rune.IsValid(point)) break;
            built.Append(new Rune(point).ToString());
        }
        value = built.ToString();
        return value.Length > 0;
    }
}
