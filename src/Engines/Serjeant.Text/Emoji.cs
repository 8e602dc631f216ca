using System.Collections.Frozen;

namespace Serjeant.Text;

/// <summary>Emoji by what they are used to mean. Only the few that change how a message reads have a name.</summary>
public static class Emoji
{
    private static readonly FrozenDictionary<int, string> Names = new Dictionary<int, string>
    {
        [0x1F52A] = ":knife:",
        [0x1F5E1] = ":knife:",
        [0x1FA93] = ":axe:",
        [0x1F52B] = ":gun:",
        [0x1F4A3] = ":bomb:",
        [0x1F9E8] = ":bomb:",
        [0x1F4A5] = ":explosion:",
        [0x1F525] = ":fire:",
        [0x26B0] = ":coffin:",
        [0x1FAA6] = ":grave:",
        [0x1F480] = ":skull:",
        [0x2620] = ":skull:",
        [0x1FA78] = ":blood:",
        [0x1FAA2] = ":noose:",
        [0x1F3AF] = ":target:",
        [0x1F435] = ":monkey:",
        [0x1F412] = ":monkey:",
        [0x1F98D] = ":monkey:",
        [0x1F9A7] = ":monkey:",
        [0x1F34C] = ":banana:",
        [0x1F437] = ":pig:",
        [0x1F416] = ":pig:",
        [0x1F43D] = ":pig:",
        [0x1F400] = ":rat:",
        [0x1F401] = ":rat:",
        [0x1F42D] = ":rat:",
        [0x1F40D] = ":snake:",
        [0x1FAB3] = ":cockroach:",
        [0x1F410] = ":goat:",
        [0x1F415] = ":dog:",
        [0x1F436] = ":dog:",
        [0x1F4A9] = ":poo:",
        [0x1F595] = ":finger:",
        [0x1F92E] = ":vomit:",
        [0x1F922] = ":vomit:",
        [0x1F5D1] = ":bin:",
        [0x1F346] = ":penis:",
        [0x1F351] = ":bottom:",
        [0x1F4A6] = ":wet:",
        [0x1F445] = ":tongue:",
        [0x1F921] = ":clown:",
        [0x2764] = ":heart:",
        [0x1F44F] = ":clap:",
        [0x1F44D] = ":thumbs-up:",
        [0x1F602] = ":laugh:",
        [0x1F923] = ":laugh:",
        [0x1F621] = ":angry:",
        [0x1F92C] = ":angry:",
        [0x1F440] = ":eyes:",
        [0x1F4CD] = ":pin:",
        [0x1F3E0] = ":house:",
        [0x1F4B0] = ":money:",
        [0x1F911] = ":money:",
        [0x1F680] = ":rocket:",
        [0x1F308] = ":rainbow:",
    }.ToFrozenDictionary();

    /// <summary>The meaning name (<c>:knife:</c>), or null when it has none here.</summary>
    public static string? NameOf(int codePoint) => Names.GetValueOrDefault(codePoint);

    /// <summary>True for pictographs and symbols; skin tones and flag letters are not counted.</summary>
    public static bool IsEmoji(int codePoint) =>
        codePoint is >= 0x1F300 and <= 0x1FAFF && !IsSkinTone(codePoint) || codePoint is >= 0x2600 and <= 0x27BF || codePoint is 0x2B50 or 0x2B55;

    /// <summary>The five skin tones, which follow an emoji and change nothing here.</summary>
    public static bool IsSkinTone(int codePoint) => codePoint is >= 0x1F3FB and <= 0x1F3FF;
}
