using System.Text;

namespace Serjeant.Evidence;

/// <summary>Takes a message's head apart, as far as an index needs it. The head is bounded by whoever read it.</summary>
internal static class HttpHeadReader
{
    /// <param name="head">From the first line to the empty line that ends it.</param>
    public static HttpHead Read(ReadOnlySpan<byte> head)
    {
        var lines = Encoding.Latin1.GetString(head).Split('\n');
        return new HttpHead(lines[0].TrimEnd('\r'), Field(lines, "Content-Type:"));
    }

    public static bool IsChunked(ReadOnlySpan<byte> head) =>
        Field(Encoding.Latin1.GetString(head).Split('\n'), "Transfer-Encoding:")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true;

    private static string? Field(string[] lines, string name) =>
        Array.Find(lines, l => l.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..].Trim();
}
