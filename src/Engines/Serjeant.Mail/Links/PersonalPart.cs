using Serjeant.Mail.Signals;

namespace Serjeant.Mail.Links;

/// <summary>
/// Finds the part of a link that seems to be made for one receiver: their address, or a long row of letters and digits. Opening such a link tells its sender who it was that they reached.
/// </summary>
public static class PersonalPart
{
    private const int Shortest = 16;
    private const int FewestEach = 4;
    private const int LongestShown = 60;

    /// <summary>The part as written, cut to a length that a page can show; null where none is found, which is no proof that there is none.</summary>
    public static string? Of(WebAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Kind != AddressKind.Web) return null;
        if (AddressSignals.CarriesAddress(address)) return Cut(address.Query.Length > 0 ? address.Query : address.Fragment);
        var pieces = address.Rest.Split(['/', '?', '&', '=', '#', ';', ','], 200, StringSplitOptions.RemoveEmptyEntries)
            .Concat(address.Host is { } host && host.Registrable is { } registered ? host.Ascii[..^registered.Length].Split('.', StringSplitOptions.RemoveEmptyEntries) : []);
        return pieces.FirstOrDefault(IsRandom) is { } found ? Cut(found) : null;
    }

    // A headline with a number is words between hyphens; a key is none.
    private static bool IsRandom(string piece) =>
        piece.Length >= Shortest && piece.Count(char.IsAsciiDigit) >= FewestEach && piece.Count(char.IsAsciiLetter) >= FewestEach
        && piece.Split('-', '_', '+', '.').Count(w => w.Length >= 3 && w.All(char.IsAsciiLetter)) < 3 && LongestWord(piece) < 10;

    private static int LongestWord(string piece)
    {
        var (longest, run) = (0, 0);
        foreach (var c in piece)
        {
            run = char.IsAsciiLetterLower(c) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    private static string Cut(string part) => part.Length <= LongestShown ? part : part[..LongestShown] + "…";
}
