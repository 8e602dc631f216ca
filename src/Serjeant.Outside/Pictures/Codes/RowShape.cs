namespace Serjeant.Outside.Pictures.Codes;

/// <summary>How a picture's rows lie in a PNG, and in a PDF that packs them alike.</summary>
/// <param name="Depth">Bits a channel.</param>
/// <param name="Colour">As a PNG counts: 0 grey, 2 colours, 3 from a palette, 4 and 6 with what can be seen through.</param>
/// <param name="Palette">Red, green and blue of each colour.</param>
/// <param name="Clear">How opaque each colour of the palette is; 255 past its end.</param>
internal sealed record RowShape(int Width, int Height, int Depth, int Colour, int Channels, byte[] Palette, byte[] Clear)
{
    /// <summary>Whether each row begins with the filter that it went through (PNG §9.2).</summary>
    internal bool Filtered { get; init; } = true;

    internal int BytesOf(int width) => (int)(((long)width * Channels * Depth + 7) / 8);
}
