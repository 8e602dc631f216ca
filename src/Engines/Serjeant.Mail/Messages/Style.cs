using System.Globalization;

namespace Serjeant.Mail.Messages;

/// <summary>What an element hands down to the words in it, as far as that decides whether they can be seen (CSS 2.2 §6.2).</summary>
/// <param name="Ink">The colour of the words, 0xRRGGBB.</param>
/// <param name="Ground">The colour behind them; null where a picture or something unknown lies behind.</param>
internal sealed record Style(string? HiddenHow, int? Ink, int? Ground, double Size)
{
    private const string Absent = "it is switched off";
    private const string Small = "its letters are too small to see";
    private const string SameColour = "its letters have the colour of the page";

    internal static Style Page { get; } = new(null, 0x000000, 0xFFFFFF, 16);

    /// <summary>Of what stands in an element whose words no mail program shows.</summary>
    internal static Style Unshown { get; } = new("it stands where no mail program shows it", 0, 0xFFFFFF, 16);

    internal bool Hidden => HiddenHow is not null;

    internal Style Within(string element, IReadOnlyDictionary<string, string> attributes, StyleSheet sheet)
    {
        // What lies in something hidden stays hidden, and its own style doesn't matter.
        if (HiddenHow is Absent) return this;
        var declared = sheet.For(element, attributes);
        if (attributes.TryGetValue("style", out var own) && own.Length > 0) declared = [.. declared, .. StyleSheet.Declarations(own)];
        var (ink, ground, size) = (Ink, Ground, Size);
        if (attributes.TryGetValue("bgcolor", out var legacy)) ground = Colours.Read(legacy);
        if (attributes.TryGetValue("background", out _)) ground = null;
        if (element == "font" && attributes.TryGetValue("color", out var font)) ink = Colours.Read(font);
        // Links have a colour of their own unless they are told otherwise.
        if (element == "a") ink = 0x0000EE;
        var how = attributes.ContainsKey("hidden") ? Absent : null;
        var clips = false;
        var flat = false;
        foreach (var (name, value) in declared)
        {
            switch (name)
            {
                case "display": how = value == "none" ? Absent : how == Absent && !attributes.ContainsKey("hidden") ? null : how; break;
                case "visibility" when value is "hidden" or "collapse": how ??= Absent; break;
                case "opacity" when Number(value) is < 0.06: how ??= Absent; break;
                case "mso-hide": break;
                case "color": ink = value is "inherit" or "initial" or "currentcolor" ? Ink : value == "transparent" ? ground : Colours.Read(value); break;
                case "background" or "background-color": ground = value is "inherit" or "transparent" or "none" or "initial" ? ground : Colours.Read(value); break;
                case "background-image" when value != "none": ground = null; break;
                case "font-size": size = Length(value, Size) ?? size; break;
                case "max-height" or "height" or "max-width" or "width": flat |= Length(value, size) is <= 1; break;
                case "overflow": clips |= value == "hidden"; break;
                case "text-indent" or "left" or "top" or "margin-left" when Length(value, size) is < -900: how ??= Absent; break;
            }
        }
        if (flat && clips) how ??= Absent;
        if (size < 3 && how is null) how = Small;
        if (how is null && ink is { } i && ground is { } g && Colours.Near(i, g)) how = SameColour;
        return new Style(how, ink, ground, size);
    }

    private static double? Number(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A CSS length in pixels; null where it can't be told.</summary>
    private static double? Length(string value, double size)
    {
        var digits = 0;
        while (digits < value.Length && (char.IsAsciiDigit(value[digits]) || value[digits] is '.' or '-' or '+')) digits++;
        if (Number(value[..digits]) is not { } number) return value switch { "inherit" => size, "smaller" or "x-small" or "xx-small" or "small" => 12, _ => null };
        return value[digits..] switch
        {
            "px" or "" => number,
            "pt" => number * 4 / 3,
            "em" or "rem" => number * (size > 3 ? size : 16),
            "%" => number == 0 ? 0 : null,
            _ => null,
        };
    }
}
