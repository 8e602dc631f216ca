using System.Runtime.InteropServices;
using JpegLibrary;

namespace Serjeant.Outside.Pictures.Codes;

/// <summary>Reads the brightness of a JPEG (ITU-T T.81), by JpegLibrary: managed code of which a broken picture gets an exception and no more.</summary>
internal static class JpegReader
{
    /// <returns>Null where it can't be read.</returns>
    internal static GreyPicture? Read(byte[] jpeg, PictureHead head)
    {
        var decoder = new JpegDecoder();
        decoder.SetInput(jpeg);
        decoder.Identify();
        var (width, height, parts) = (decoder.Width, decoder.Height, decoder.NumberOfComponents);
        if (width != head.Width || height != head.Height || parts is not (1 or 3 or 4) || decoder.Precision != 8) return null;
        var brightness = new Brightness(width, height);
        decoder.SetOutputWriter(brightness);
        decoder.Decode();
        return new GreyPicture(brightness.Pixels, width, height);
    }

    // The first part of a JPEG is brightness, whether it is grey or in colour; it comes in blocks of 8 by 8.
    private sealed class Brightness(int width, int height) : JpegBlockOutputWriter
    {
        private const int Side = 8;

        internal byte[] Pixels { get; } = new byte[width * height];

        public override void WriteBlock(ref short blockRef, int componentIndex, int x, int y)
        {
            if (componentIndex != 0 || x < 0 || y < 0) return;
            var block = MemoryMarshal.CreateReadOnlySpan(ref blockRef, Side * Side);
            for (var v = 0; v < Side && y + v < height; v++)
                for (var u = 0; u < Side && x + u < width; u++) Pixels[(y + v) * width + x + u] = (byte)Math.Clamp((int)block[v * Side + u], 0, 255);
        }
    }
}
