using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serjeant.Ledger;

namespace Serjeant.Commands;

/// <summary><c>serjeant ledger …</c>: takes an office's ledger out, and checks one that was taken out.</summary>
public static class LedgerCommand
{
    public static Command Create() => new("ledger", "Checks or exports an office's ledger.") { LedgerExportCommand.Create(), Verify() };

    private static Command Verify()
    {
        var file = new Argument<string>("file") { Description = "A ledger that was exported." };
        var witness = new Option<string[]>("--witness")
        {
            Description = "A file with checkpoints that were kept elsewhere, or an earlier export. May be given more than once.",
        };
        var key = LedgerKeyOption.Create();
        var json = new Option<bool>("--json") { Description = "Prints the findings as JSON." };
        var command = new Command("verify", "Checks an exported ledger. Exit 0: whole; 1: not whole; 2: can't be read.") { file, witness, key, json };
        command.SetAction((result, cancel) => VerifyAsync(
            result.GetRequiredValue(file), result.GetValue(witness) ?? [], result.GetValue(key), result.GetValue(json),
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, cancel));
        return command;
    }

    private static async Task<int> VerifyAsync(
        string path, string[] witnesses, string? key, bool json, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        try
        {
            var pinned = await LedgerKeyOption.ReadAsync(key, cancel);
            var notes = new List<string>();
            foreach (var witness in witnesses)
                await using (var stream = File.OpenRead(witness))
                    notes.AddRange(await WitnessFile.ReadAsync(stream, cancel));
            await using var export = File.OpenRead(path);
            var report = await LedgerVerifier.VerifyAsync(export, new LedgerVerifyOptions(pinned, notes), cancel);
            await output.WriteLineAsync(json ? Json(path, report) : PlainLines(path, report));
            return report.IsWhole ? 0 : 1;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(PlainText.Of($"{path} can't be checked: {e.Message}"));
            return 2;
        }
    }

    private static string PlainLines(string path, LedgerReport report)
    {
        string[] lines =
        [
            report.IsWhole ? $"WHOLE: {path}" : $"NOT WHOLE: {path}",
            $"{report.Entries} entries, root {report.Root}",
            $"Key {report.Key ?? "(none)"}",
            .. report.Problems.Select(p => $"  Problem: {p}"),
            .. report.Good.Select(g => $"  Holds: {g}"),
            .. report.Notes.Select(n => $"Note: {n}"),
        ];
        return string.Join('\n', lines.Select(PlainText.Of));
    }

    private static string Json(string path, LedgerReport report) => new JsonObject
    {
        ["path"] = path,
        ["whole"] = report.IsWhole,
        ["office"] = report.Office,
        ["key"] = report.Key,
        ["entries"] = report.Entries,
        ["root"] = report.Root,
        ["covered"] = report.Covered,
        ["problems"] = List(report.Problems),
        ["holds"] = List(report.Good),
        ["notes"] = List(report.Notes),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static JsonArray List(IEnumerable<string> lines) => [.. lines.Select(l => JsonValue.Create(l))];
}
