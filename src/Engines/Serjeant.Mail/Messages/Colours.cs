using System.Globalization;

namespace Serjeant.Mail.Messages;

/// <summary>Colours of HTML and CSS as 0xRRGGBB (CSS Color 4 §5, §6.1): those that mails use.</summary>
internal static class Colours
{
    private static readonly Dictionary<string, int> Named = new (string Name, int Colour)[]
    {
        ("white", 0xFFFFFF), ("black", 0), ("snow", 0xFFFAFA), ("ivory", 0xFFFFF0), ("whitesmoke", 0xF5F5F5), ("ghostwhite", 0xF8F8FF), ("gray", 0x808080), ("grey", 0x808080), ("silver", 0xC0C0C0),
        ("lightgray", 0xD3D3D3), ("lightgrey", 0xD3D3D3), ("red", 0xFF0000), ("blue", 0x0000FF), ("green", 0x008000), ("yellow", 0xFFFF00), ("orange", 0xFFA500), ("navy", 0x000080), ("purple", 0x800080),
    }.ToDictionary(c => c.Name, c => c.Colour, StringComparer.Ordinal);

    /// <summary>Null when it isn't known, is partly see-through, or is a picture.</summary>
    internal static int? Read(string written)
    {
        var text = written.Trim().ToLowerInvariant();
        var space = text.IndexOf(' ');
        if (space > 0 && !text.StartsWith("rgb", StringComparison.Ordinal)) text = text[..space];
        if (Named.TryGetValue(text, out var named)) return named;
        if (text.StartsWith('#')) text = text[1..];
        else if (text.StartsWith("rgb", StringComparison.Ordinal)) return Rgb(text);
        if (text.Length == 3) text = string.Concat(text[0], text[0], text[1], text[1], text[2], text[2]);
        return text.Length == 6 && int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null;
    }

    /// <summary>Nobody can tell the two apart on a screen.</summary>
    internal static bool Near(int a, int b)
    {
        for (var shift = 0; shift <= 16; shift += 8)
            if (Math.Abs((a >> shift & 0xFF) - (b >> shift & 0xFF)) > 6) return false;
        return true;
    }

    private static int? Rgb(string text)
    {
        var open = text.IndexOf('(');
        var parts = text[(open + 1)..].TrimEnd(')').Split([',', ' ', '/'], StringSplitOptions.RemoveEmptyEntries);
        if (open < 0 || parts.Length < 3 || parts.Length > 3 && parts[3] is not ("1" or "1.0" or "100%")) return null;
        var colour = 0;
        for (var i = 0; i < 3; i++)
        {
            if (!byte.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out var part)) return null;
            colour = colour << 8 | part;
        }
        return colour;
    }
}
