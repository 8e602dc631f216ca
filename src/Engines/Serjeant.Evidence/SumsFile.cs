using System.Text;

namespace Serjeant.Evidence;

/// <summary>
/// Lists of hashes as <c>sha256sum</c> writes them and BagIt manifests hold them (RFC 8493 §2.1.3): a lower-case SHA-256,
/// two spaces, a path, a newline; sorted by path so that a list has one spelling.
/// </summary>
public static class SumsFile
{
    /// <summary>The longest list that is read, in bytes.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private const int HashLength = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static bool IsHash(string text) => text.Length == HashLength && text.All(char.IsAsciiHexDigitLower);

    public static byte[] Write(IEnumerable<(string Path, string Sha256)> sums)
    {
        var text = new StringBuilder();
        foreach (var (path, sha256) in sums.OrderBy(s => s.Path, StringComparer.Ordinal))
            text.Append(sha256).Append("  ").Append(Encode(path)).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <returns>SHA-256 by path.</returns>
    /// <exception cref="FormatException">The list is spelt in another way, too long, or names a path twice.</exception>
    public static IReadOnlyDictionary<string, string> Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
            throw new FormatException("The list of sums is too long.");
        var sums = new Dictionary<string, string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in Text(bytes).Split('\n').SkipLast(1))
        {
            number++;
            if (line.Length <= HashLength + 2 || line[HashLength..(HashLength + 2)] != "  " || !IsHash(line[..HashLength]))
                throw new FormatException($"Line {number} of the list is not a SHA-256, two spaces and a path.");
            if (!sums.TryAdd(Decode(line[(HashLength + 2)..]), line[..HashLength]))
                throw new FormatException($"Line {number} of the list names a path for the second time.");
        }
        return Write(sums.Select(s => (s.Key, s.Value))).AsSpan().SequenceEqual(bytes)
            ? sums
            : throw new FormatException("The list of sums is not sorted, or not ended with a newline.");
    }

    // A carriage return, a line feed and so the per-cent sign itself are percent-encoded, and nothing else is.
    private static string Encode(string path) => path.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string Decode(string path) => path
        .Replace("%0D", "\r", StringComparison.OrdinalIgnoreCase)
        .Replace("%0A", "\n", StringComparison.OrdinalIgnoreCase)
        .Replace("%25", "%");

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException("The list of sums is not UTF-8.", e);
        }
    }
}
