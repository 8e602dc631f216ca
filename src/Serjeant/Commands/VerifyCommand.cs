using System.CommandLine;
using Serjeant.Evidence;
using Serjeant.Ledger;
using Serjeant.Outside.Storage;

namespace Serjeant.Commands;

/// <summary><c>serjeant verify PATH</c>: says what of a pack, a bag, an exhibit or a web archive is whole and what is not. Needs no desk.</summary>
public static class VerifyCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("path") { Description = "A pack (.zip), a web archive (.wacz), or the folder of a pack, a capture, an exhibit or a web archive." };
        var json = new Option<bool>("--json") { Description = "Prints the findings as JSON." };
        var key = LedgerKeyOption.Create();
        var root = new Option<string?>("--tsa-root") { Description = "A PEM file with the root certificates of time-stamp authorities that you trust." };
        var command = new Command("verify", "Says what is whole and what is not. Exit 0: whole; 1: not whole; 2: can't be read.") { path, json, key, root };
        command.SetAction((result, cancel) => VerifyAsync(
            result.GetRequiredValue(path), result.GetValue(key), result.GetValue(root), result.GetValue(json),
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, cancel));
        return command;
    }

    private static async Task<int> VerifyAsync(
        string path, string? key, string? root, bool json, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        try
        {
            var pinned = await LedgerKeyOption.ReadAsync(key, cancel);
            var roots = await TimeStampFindings.RootsAsync(root, cancel);
            await using var zip = Directory.Exists(path) ? null : OpenZip(path);
            IFileTree tree = zip is null ? new FolderTree(path) : new ZipTree(zip);
            var found = await EvidenceVerifier.VerifyAsync(tree, ProofKinds.Offline, cancel);
            var ledger = await PackLedger.CheckAsync(tree, found, pinned, cancel);
            var report = new VerifyReport(path, found, ledger, await TimeStampFindings.CheckAsync(tree, found, roots, cancel));
            await output.WriteLineAsync(json ? report.Json() : report.Text());
            return report.IsWhole ? 0 : 1;
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(PlainText.Of($"{path} can't be checked: {e.Message}"));
            return 2;
        }
    }

    private static FileStream OpenZip(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
}
