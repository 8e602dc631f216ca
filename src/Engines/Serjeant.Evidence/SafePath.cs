using System.Globalization;
using System.Text;

namespace Serjeant.Evidence;

/// <summary>
/// Paths that mean the same on every system that a pack may be opened on: relative, forward slashes, no way out of the
/// folder, nothing that Windows, macOS, a shell or a reader's eye would take for something else.
/// </summary>
public static class SafePath
{
    /// <summary>The longest path, in UTF-16 code units: with a folder's own path before it, it still fits Windows' 260.</summary>
    public const int MaxLength = 180;

    private const int MaxSegment = 100;

    private static readonly HashSet<string> WindowsDevices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <param name="maxLength">More than <see cref="MaxLength"/> only for paths that hold another path, as in a pack.</param>
    public static bool IsSafe(string path, int maxLength = MaxLength) =>
        path.Length > 0 && path.Length <= maxLength && path.Split('/').All(IsSafeSegment) && path.IsNormalized();

    /// <summary>A file name that is safe, as near as may be to one that somebody chose.</summary>
    /// <param name="name">Hostile: an upload's name, an attachment's name. Anything that looks like a folder in it goes.</param>
    /// <param name="fallback">What to use when nothing is left.</param>
    public static string FromName(string name, string fallback = "file")
    {
        var last = name.Replace('\\', '/').Split('/')[^1];
        var text = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
            text.Append(rune == Rune.ReplacementChar || !IsSafeRune(rune) ? "_" : rune.ToString());
        var safe = text.ToString().Normalize().Trim(' ', '.', '_', '-');
        if (safe.Length > MaxSegment)
            safe = Shorten(safe);
        if (WindowsDevices.Contains(safe.Split('.')[0].TrimEnd()))
            safe = "_" + safe;
        return IsSafeSegment(safe) ? safe : fallback;
    }

    private static bool IsSafeSegment(string segment) =>
        segment.Length is > 0 and <= MaxSegment
        && segment[^1] is not ('.' or ' ')
        && segment[0] is not (' ' or '-')
        && !WindowsDevices.Contains(segment.Split('.')[0].TrimEnd())
        && segment.EnumerateRunes().All(r => r != Rune.ReplacementChar && IsSafeRune(r));

    // Format characters turn text round or hide in it; the punctuation is what Windows and shells refuse; the per-cent
    // sign is spelt two ways in BagIt manifests (RFC 8493 §2.1.3), so that sha256sum would look for the wrong name.
    private static bool IsSafeRune(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && (rune.Value == ' ' || Rune.GetUnicodeCategory(rune) != UnicodeCategory.SpaceSeparator)
        && rune.Value is not ('/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' or '%');

    // Keeps the extension, which says what the file is.
    private static string Shorten(string name)
    {
        var dot = name.LastIndexOf('.');
        var extension = dot > 0 && name.Length - dot <= 12 ? name[dot..] : "";
        var stem = name[..(MaxSegment - extension.Length)];
        return (char.IsHighSurrogate(stem[^1]) ? stem[..^1] : stem).TrimEnd(' ', '.') + extension;
    }
}
