using Serjeant.Outside.Exports.Bytes;
using Serjeant.Outside.Exports.Meta;
using Serjeant.Outside.Exports.X;

namespace Serjeant.Outside.Exports;

/// <summary>Which files of an export hold messages, of which kind, and whose export it is. Made again alike on each reading.</summary>
internal sealed record ExportPlan(IReadOnlyList<(ExportFile File, ExportKind Kind)> Files, OwnAccount Own, string? Fault)
{
    public long TotalBytes => Files.Sum(f => Math.Max(0, f.File.Length));

    public static async Task<ExportPlan> MakeAsync(ExportSource source, ReadOptions options, CancellationToken cancellationToken)
    {
        var files = source.Files.Select(f => (File: f, Kind: PathTail.KindOf(f.Path))).Where(f => f.Kind != ExportKind.Unknown).ToList();
        string? fault = null;
        if (!source.IsArchive && source.Files is [var only] && files is not [{ Kind: ExportKind.XMessages }])
        {
            var (kind, reason) = await ExportSniffer.LookAsync(only, cancellationToken);
            fault = reason;
            files = kind == ExportKind.Unknown ? [] : [(only, kind)];
        }
        // A platform's archive also carries tables and pages about other things; only its messages are wanted.
        if (files.Any(f => IsPlatforms(f.Kind)))
            files.RemoveAll(f => !IsPlatforms(f.Kind));
        if (files.Any(f => f.Kind == ExportKind.InstagramMessages) || source.Files.Any(f => f.Path.Contains("your_instagram_activity", StringComparison.OrdinalIgnoreCase)))
            files = [.. files.Select(f => f.Kind == ExportKind.FacebookMessages ? (f.File, ExportKind.InstagramMessages) : f)];
        if (files.Count == 0)
        {
            fault ??= "No messages were found in it. Serjeant reads .eml and .mbox mail, X archives, Facebook and Instagram downloads in JSON form (not HTML), CSV and NDJSON.";
        }
        return new ExportPlan(files, await OwnerAsync(source, files, options, cancellationToken), fault);
    }

    private static async Task<OwnAccount> OwnerAsync(
        ExportSource source, List<(ExportFile File, ExportKind Kind)> files, ReadOptions options, CancellationToken cancellationToken)
    {
        OwnAccount? found = null;
        if (files.Any(f => f.Kind == ExportKind.XMessages))
            found = await XAccount.FindAsync(source, options, cancellationToken);
        else if (files.Any(f => IsPlatforms(f.Kind)))
            found = await MetaAccount.FindAsync(source, cancellationToken);
        return new OwnAccount([.. found?.Names ?? [], .. options.OwnNames], options.Account ?? found?.Account ?? options.OwnNames.FirstOrDefault());
    }

    public static bool IsPlatforms(ExportKind kind) =>
        kind is ExportKind.XMessages or ExportKind.FacebookMessages or ExportKind.InstagramMessages;
}
