using System.Globalization;
using Serjeant.Outside.Exports.Tables;

namespace Serjeant.Outside.Exports;

/// <summary>Looks at the beginning of an export and says what it is.</summary>
public static class ExportDetector
{
    public const int PreviewRows = 20;

    /// <param name="options">A mapping in it is used for the preview in place of the guess.</param>
    public static async Task<DetectedExport> DetectAsync(ExportSource source, ReadOptions options, CancellationToken cancellationToken = default)
    {
        var plan = await ExportPlan.MakeAsync(source, options, cancellationToken);
        var kind = plan.Files.Count > 0 ? plan.Files[0].Kind : ExportKind.Unknown;
        var table = plan.Files.FirstOrDefault(f => f.Kind is ExportKind.Csv or ExportKind.Json);
        TableHead? head = table.File is null ? null : await TableHead.ReadAsync(table.File, table.Kind, options, PreviewRows, cancellationToken);
        var suggested = head is null ? null : options.Mapping ?? FieldMapping.Suggest(head.Columns);
        var preview = new List<ReadItem>();
        if (head is null || suggested?[MessageField.Text] is not null)
        {
            await foreach (var item in ExportReader.ReadAsync(source, options with { Mapping = suggested }, 0, cancellationToken))
            {
                preview.Add(item);
                if (preview.Count == PreviewRows)
                    break;
            }
        }
        return new DetectedExport(
            kind, Describe(kind, plan.Files.Count), plan.Files.Count, plan.TotalBytes, head is not null,
            head?.Columns ?? [], suggested, head?.Rows ?? [], preview, plan.Fault);
    }

    private static string Describe(ExportKind kind, int files)
    {
        var what = kind switch
        {
            ExportKind.Email => "Mail",
            ExportKind.Mailbox => "A mailbox",
            ExportKind.XMessages => "Direct messages from an X archive",
            ExportKind.FacebookMessages => "Messages from Facebook",
            ExportKind.InstagramMessages => "Messages from Instagram",
            ExportKind.Csv => "A table (CSV)",
            ExportKind.Json => "A list of JSON objects",
            _ => "Not a kind of file that Serjeant reads",
        };
        return files > 1 ? string.Create(CultureInfo.InvariantCulture, $"{what}, in {files:N0} files") : what;
    }
}
