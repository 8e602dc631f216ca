using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serjeant.Evidence;

/// <summary>A line of <c>pages/pages.jsonl</c>.</summary>
internal sealed record PageLine(string Id, string Url, string Ts, string? Title, string? Text);

/// <summary><c>pages/pages.jsonl</c> (WACZ 1.1.1 §5.2.2): a line that says what it is, then a line for each page.</summary>
internal static class PagesFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 8,
    };

    public static PageLine Line(WaczPage page) => new(
        page.Id.ToString("D"), WarcAddress.Of(page.Address), page.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        page.Title is null ? null : Clean(page.Title), page.Text is null ? null : Clean(page.Text.Length > WaczPage.MaxText ? page.Text[..WaczPage.MaxText] : page.Text));

    public static byte[] Write(IReadOnlyList<PageLine> pages)
    {
        using var file = new MemoryStream();
        Add(new Header("json-pages-1.0", "pages", "All pages", pages.Any(p => p.Text is not null)));
        foreach (var page in pages)
            Add(page);
        return file.ToArray();

        void Add<T>(T line)
        {
            JsonSerializer.Serialize(file, line, Options);
            file.WriteByte((byte)'\n');
        }
    }

    /// <summary>The pages of a file by any program; what a line holds beyond <see cref="PageLine"/> is left aside.</summary>
    /// <exception cref="FormatException">A line is not JSON of the expected shape.</exception>
    public static IReadOnlyList<PageLine> Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return [.. Encoding.UTF8.GetString(bytes).Split('\n').Skip(1).Where(l => l.Trim().Length > 0).Select(Parse)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException("The list of pages is not what it should be.", e);
        }
    }

    private static PageLine Parse(string line)
    {
        var page = JsonSerializer.Deserialize<PageLine>(line, Options);
        return page is { Url: not null } ? page : throw new JsonException("The page has no address.");
    }

    // Half a surrogate pair is no text.
    public static string Clean(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private sealed record Header(string Format, string Id, string Title, bool HasText);
}
