namespace Serjeant.Outside.Exports;

/// <summary>How much of a hostile file we are willing to read. All sizes are uncompressed bytes unless they say otherwise.</summary>
public sealed record ExportLimits
{
    public static ExportLimits Default { get; } = new();

    /// <summary>An X archive with years of pictures holds tens of thousands of entries.</summary>
    public int Entries { get; init; } = 200_000;

    public long EntryBytes { get; init; } = 8L << 30;

    public long TotalBytes { get; init; } = 32L << 30;

    /// <summary>Uncompressed to compressed. Real JSON exports stay under 60; deflate's own ceiling is 1,032.</summary>
    public int Ratio { get; init; } = 200;

    /// <summary>The ratio is only judged after this many bytes, since a tiny file of spaces is harmless.</summary>
    public long RatioAfter { get; init; } = 8 << 20;

    /// <summary>One line of a table or NDJSON file, or one JSON message.</summary>
    public int LineBytes { get; init; } = 4 << 20;

    /// <summary>One mail with its attachments.</summary>
    public int MailBytes { get; init; } = 50 << 20;

    /// <summary>How many MIME parts one mail may have.</summary>
    public int MailParts { get; init; } = 1_000;

    public int MailDepth { get; init; } = 20;

    public int JsonDepth { get; init; } = 64;

    /// <summary>Characters of text kept for reading and judging; the raw object holds the rest.</summary>
    public int TextLength { get; init; } = 200_000;

    public int Columns { get; init; } = 500;
}
