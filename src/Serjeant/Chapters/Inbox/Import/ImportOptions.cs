using System.Text.Json;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Outside.Exports;

namespace Serjeant.Chapters.Inbox.Import;

/// <summary>What a person said about a file, as it is kept with the job.</summary>
public sealed record ImportOptions
{
    public Platform? Platform { get; init; }
    public MessageKind? Kind { get; init; }
    public string? Account { get; init; }

    /// <summary>The office's own names in the file, whose messages are left out.</summary>
    public IReadOnlyList<string> OwnNames { get; init; } = [];

    /// <summary>IANA name of the zone of dates that name none.</summary>
    public string Zone { get; init; } = "Europe/London";

    public string ToJson() => JsonSerializer.Serialize(this);

    public static ImportOptions Of(ImportJob job) =>
        job.Options is null ? new ImportOptions() : JsonSerializer.Deserialize<ImportOptions>(job.Options) ?? new ImportOptions();

    /// <summary>For the readers, with the job's mapping.</summary>
    public static ReadOptions ForReading(ImportJob job)
    {
        var options = Of(job);
        return new ReadOptions
        {
            Platform = options.Platform,
            Kind = options.Kind,
            Account = options.Account,
            OwnNames = options.OwnNames,
            Zone = TimeZoneInfo.TryFindSystemTimeZoneById(options.Zone, out var zone) ? zone : TimeZoneInfo.Utc,
            Mapping = job.Mapping is null ? null : ReadMapping(job.Mapping),
        };
    }

    public static string WriteMapping(FieldMapping mapping) =>
        JsonSerializer.Serialize(new Kept(mapping.Columns.ToDictionary(c => c.Key.ToString(), c => c.Value), mapping.HasHeader));

    private static FieldMapping ReadMapping(string json)
    {
        var kept = JsonSerializer.Deserialize<Kept>(json)!;
        return new FieldMapping(kept.Columns.ToDictionary(c => Enum.Parse<MessageField>(c.Key), c => c.Value), kept.HasHeader);
    }

    private sealed record Kept(Dictionary<string, string> Columns, bool HasHeader);
}
