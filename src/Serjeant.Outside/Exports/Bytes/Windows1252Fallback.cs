using System.Text;

namespace Serjeant.Outside.Exports.Bytes;

/// <summary>
/// Reads UTF-8, and what isn't UTF-8 as Windows-1252, byte by byte. Old office programs still write Windows-1252, files get
/// joined from both, and its text is next to never valid UTF-8 by chance, so deciding for each sequence loses nothing and
/// needs no second reading of the file.
/// </summary>
internal sealed class Windows1252Fallback : DecoderFallback
{
    // 0x80 to 0x9F; the five holes stay the control characters that browsers make of them (WHATWG Encoding, windows-1252).
    private const string High =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F" +
        "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>How many stretches were not UTF-8.</summary>
    public int Used { get; private set; }

    public override int MaxCharCount => 4;

    /// <summary>A UTF-8 encoding that falls back to this.</summary>
    public Encoding Encoding() => System.Text.Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, this);

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

    private static char Decode(byte value) => value is >= 0x80 and <= 0x9F ? High[value - 0x80] : (char)value;

    private sealed class Buffer(Windows1252Fallback owner) : DecoderFallbackBuffer
    {
        private string pending = "";
        private int next;

        public override int Remaining => pending.Length - next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            owner.Used++;
            pending = string.Create(bytesUnknown.Length, bytesUnknown, static (chars, bytes) =>
            {
                for (var i = 0; i < bytes.Length; i++)
                    chars[i] = Decode(bytes[i]);
            });
            next = 0;
            return pending.Length > 0;
        }

        public override char GetNextChar() => next < pending.Length ? pending[next++] : '\0';

        public override bool MovePrevious()
        {
            if (next == 0)
                return false;
            next--;
            return true;
        }

        public override void Reset()
        {
            pending = "";
            next = 0;
        }
    }
}
