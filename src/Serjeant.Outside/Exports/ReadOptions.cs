using Serjeant.Moderation;

namespace Serjeant.Outside.Exports;

/// <summary>What a person says about the file, where the file doesn't say it itself.</summary>
public sealed record ReadOptions
{
    /// <summary>Which platform it came from; null leaves it to the file.</summary>
    public Platform? Platform { get; init; }

    /// <summary>What the messages of a table are; null reads them as comments.</summary>
    public MessageKind? Kind { get; init; }

    /// <summary>The office's account that the messages came to.</summary>
    public string? Account { get; init; }

    /// <summary>Needed for CSV, NDJSON and plain JSON lists.</summary>
    public FieldMapping? Mapping { get; init; }

    /// <summary>The office's own names or ids in the file, so that what it sent itself is left out.</summary>
    public IReadOnlyList<string> OwnNames { get; init; } = [];

    /// <summary>The zone of dates that name none.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public ExportLimits Limits { get; init; } = ExportLimits.Default;
}
