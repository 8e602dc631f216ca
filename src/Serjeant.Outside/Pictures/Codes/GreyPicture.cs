namespace Serjeant.Outside.Pictures.Codes;

/// <summary>A picture as brightness alone, which is all that a code is made of. 0 is black; row by row from the upper left.</summary>
internal sealed record GreyPicture(byte[] Pixels, int Width, int Height)
{
    /// <summary>The same, at most so large either way: each pixel the mean of those that it stands for.</summary>
    internal GreyPicture Within(int most)
    {
        var step = (Math.Max(Width, Height) + most - 1) / most;
        if (step <= 1) return this;
        var (width, height) = (Math.Max(1, Width / step), Math.Max(1, Height / step));
        var small = new byte[width * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (sum, count) = (0, 0);
                for (var v = y * step; v < Math.Min(Height, (y + 1) * step); v++)
                    for (var u = x * step; u < Math.Min(Width, (x + 1) * step); u++, count++) sum += Pixels[v * Width + u];
                small[y * width + x] = (byte)(sum / Math.Max(1, count));
            }
        return new GreyPicture(small, width, height);
    }

    internal GreyPicture Inverted() => this with { Pixels = [.. Pixels.Select(p => (byte)(255 - p))] };

    internal static byte Grey(int red, int green, int blue, int alpha = 255)
    {
        var grey = (red * 77 + green * 151 + blue * 28) >> 8;
        // What can be seen through is shown on white.
        return (byte)((grey * alpha + 255 * (255 - alpha)) / 255);
    }
}
