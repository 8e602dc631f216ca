using System.Text;

namespace Serjeant.Mail.Links;

/// <summary>Which alphabets a name is written in (after UTS #39, section 5.1: one script a label, but for those that are written together).</summary>
internal static class Scripts
{
    [Flags]
    private enum Script { None = 0, Latin = 1, Greek = 2, Cyrillic = 4, Armenian = 8, Hebrew = 16, Arabic = 32, EastAsian = 64, Other = 128 }

    /// <summary>A label of the name has letters of two alphabets that no language mixes.</summary>
    internal static bool IsMixed(string name)
    {
        foreach (var label in name.Split('.'))
        {
            var found = Script.None;
            foreach (var rune in label.EnumerateRunes()) found |= Of(rune);
            // Chinese, Japanese and Korean are written with Latin letters among them.
            if ((found & Script.EastAsian) != 0) found &= ~(Script.EastAsian | Script.Latin);
            if (System.Numerics.BitOperations.PopCount((uint)found) > 1) return true;
        }
        return false;
    }

    private static Script Of(Rune rune) => rune.Value switch
    {
        < 0x80 => Rune.IsLetter(rune) ? Script.Latin : Script.None,
        _ when !Rune.IsLetter(rune) => Script.None,
        <= 0x24F or >= 0x250 and <= 0x2AF or >= 0x1D00 and <= 0x1DBF or >= 0x1E00 and <= 0x1EFF or >= 0x2C60 and <= 0x2C7F or >= 0xA720 and <= 0xA7FF or >= 0xAB30 and <= 0xAB6F => Script.Latin,
        >= 0x370 and <= 0x3FF or >= 0x1F00 and <= 0x1FFF => Script.Greek,
        >= 0x400 and <= 0x52F or >= 0x1C80 and <= 0x1C8F or >= 0x2DE0 and <= 0x2DFF or >= 0xA640 and <= 0xA69F => Script.Cyrillic,
        >= 0x530 and <= 0x58F => Script.Armenian,
        >= 0x590 and <= 0x5FF => Script.Hebrew,
        >= 0x600 and <= 0x6FF or >= 0x750 and <= 0x77F or >= 0x8A0 and <= 0x8FF => Script.Arabic,
        >= 0x1100 and <= 0x11FF or >= 0x2E80 and <= 0x9FFF or >= 0xAC00 and <= 0xD7AF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3134F => Script.EastAsian,
        _ => Script.Other,
    };
}
