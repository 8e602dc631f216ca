using Microsoft.AspNetCore.Mvc.Rendering;
using Serjeant.Moderation;
using Serjeant.Outside.Exports;

namespace Serjeant.Chapters.Inbox.Import;

/// <summary>What a person says about a file before it comes in.</summary>
public sealed class DraftForm
{
    /// <summary>Field by name to column; empty for "not in this file".</summary>
    public Dictionary<string, string?> Map { get; set; } = [];
    public bool FirstLineIsMessage { get; set; }
    public Platform? Platform { get; set; }
    public MessageKind? Kind { get; set; }
    public string? Account { get; set; }
    public string? OwnNames { get; set; }
    public string? Zone { get; set; }

    public static IReadOnlyList<SelectListItem> Platforms { get; } =
        [.. Enum.GetValues<Platform>().OrderBy(p => p == Moderation.Platform.Other).ThenBy(p => p).Select(p => new SelectListItem(ImportWords.Of(p), p.ToString()))];

    public static IReadOnlyList<SelectListItem> Kinds { get; } =
        [.. new[] { MessageKind.Comment, MessageKind.DirectMessage, MessageKind.Reply, MessageKind.Mention, MessageKind.Other }.Select(k => new SelectListItem(ImportWords.Of(k), k.ToString()))];

    public static IReadOnlyList<SelectListItem> Zones { get; } = [new("United Kingdom", "Europe/London"), new("UTC (no summer time)", "Etc/UTC")];

    public FieldMapping Mapping()
    {
        var columns = new Dictionary<MessageField, string>();
        foreach (var (name, column) in Map)
        {
            if (!string.IsNullOrEmpty(column) && column.Length <= 500 && Enum.TryParse<MessageField>(name, out var field) && Enum.IsDefined(field))
                columns[field] = column;
        }
        return new FieldMapping(columns, !FirstLineIsMessage);
    }

    public ImportOptions Options() => new()
    {
        Platform = Platform,
        Kind = Kind,
        Account = Short(Account),
        OwnNames = [.. (OwnNames ?? "").Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(20).Select(n => Short(n)!)],
        Zone = Zones.Any(z => z.Value == Zone) ? Zone! : new ImportOptions().Zone,
    };

    private static string? Short(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim() is { Length: > 200 } longer ? longer[..200] : text.Trim();
}
