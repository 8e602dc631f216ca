using System.Text;

namespace Serjeant.Outside.Exports.Meta;

/// <summary>
/// Meta's exports write each UTF-8 byte of a text as a character of its own. Reading the characters as Latin-1 bytes and those as
/// UTF-8 brings the text back; where that fails the text was never damaged and stays.
/// </summary>
public static class Mojibake
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Repair(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0080', '\u00FF') || text.AsSpan().ContainsAnyInRange('\u0100', '\uFFFF'))
            return text;
        try
        {
            return Strict.GetString(Encoding.Latin1.GetBytes(text));
        }
        catch (DecoderFallbackException)
        {
            return text;
        }
    }
}
