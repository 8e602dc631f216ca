namespace Serjeant.Outside.Insides;

/// <summary>Of a stream that may never end, no more than is looked at.</summary>
internal static class Beginning
{
    /// <param name="most">From here on no further part is read, so that it may be one part longer.</param>
    internal static byte[] Of(Stream stream, int most)
    {
        var bytes = new MemoryStream();
        var part = new byte[32 * 1024];
        for (int read; bytes.Length < most && (read = stream.Read(part, 0, part.Length)) > 0;) bytes.Write(part, 0, read);
        return bytes.ToArray();
    }
}
