using System.Text;
using System.Text.Json;

namespace Serjeant.Ledger;

/// <summary>What a line of an export holds.</summary>
internal enum LineKind { Header, Key, Leaf, Checkpoint, End }

/// <summary>
/// One line of an export, in its one spelling (docs/ledger-format.md). A line that was written otherwise is refused, so
/// that a byte changed anywhere in the file shows.
/// </summary>
/// <param name="Text">The office, the key, the leaf's exact bytes as text, the signed note, or empty.</param>
/// <param name="Number">The format's version in a header, the number of leaves in an end line, else 0.</param>
internal sealed record LedgerExportLine(LineKind Kind, string Text, long Number)
{
    public const int Version = 1;

    // The longest leaf, each byte escaped as \u00xx, with its wrapping.
    public const int MaxBytes = LedgerLeaf.MaxBytes * 6 + 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 2, AllowDuplicateProperties = false };

    public byte[] ToBytes()
    {
        var json = new CanonicalJson().Open();
        _ = Kind switch
        {
            LineKind.Header => json.String("office", Text).Number("serjeant-ledger", Number),
            LineKind.Key => json.String("key", Text),
            LineKind.Leaf => json.String("leaf", Text),
            LineKind.Checkpoint => json.String("checkpoint", Text),
            _ => json.Number("end", Number),
        };
        return json.Close().ToBytes();
    }

    public byte[] LeafBytes() => Encoding.UTF8.GetBytes(Text);

    /// <exception cref="FormatException">The bytes are not one line of an export.</exception>
    public static LedgerExportLine Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            var line = FromJson(document.RootElement);
            return line.ToBytes().AsSpan().SequenceEqual(bytes.Span)
                ? line
                : throw new FormatException("it is not written as an export writes it");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException("it is not JSON of the expected shape", e);
        }
    }

    private static LedgerExportLine FromJson(JsonElement root)
    {
        if (root.TryGetProperty("leaf", out var leaf))
            return new(LineKind.Leaf, leaf.GetString() ?? "", 0);
        if (root.TryGetProperty("checkpoint", out var note))
            return new(LineKind.Checkpoint, note.GetString() ?? "", 0);
        if (root.TryGetProperty("key", out var key))
            return new(LineKind.Key, key.GetString() ?? "", 0);
        if (root.TryGetProperty("end", out var end))
            return new(LineKind.End, "", end.GetInt64());
        if (root.TryGetProperty("serjeant-ledger", out var version) && root.TryGetProperty("office", out var office))
            return new(LineKind.Header, office.GetString() ?? "", version.GetInt64());
        throw new FormatException("it is none of the lines that an export holds");
    }
}
