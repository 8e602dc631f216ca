using System.CommandLine;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Hosting;
using Serjeant.Workers;

namespace Serjeant.Commands;

/// <summary><c>serjeant ledger export</c>: signs an office's ledger as it is and writes all of it to a file. The desk may be open meanwhile.</summary>
internal static class LedgerExportCommand
{
    public static Command Create()
    {
        var office = new Option<long>("--office") { Description = "The office's number.", Required = true };
        var file = new Option<string>("--out") { Description = "The file to write. It must not be there yet.", Required = true };
        var desk = new DeskArguments();
        var command = new Command(
            "export", "Writes an office's ledger to a file. Exit 0: done; 1: written, but the ledger is broken; 2: can't be done.") { office, file };
        desk.AddTo(command);
        command.SetAction((result, cancel) => ExportAsync(
            desk.Read(result), result.GetRequiredValue(office), result.GetRequiredValue(file),
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, cancel));
        return command;
    }

    private static async Task<int> ExportAsync(
        DeskOptions options, long officeId, string file, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var aside = $"{file}.{Path.GetRandomFileName()}";
        try
        {
            // SQLite would make an empty database of a wrong folder's name.
            if (options.Database.SqlitePath is { } sqlite && !File.Exists(sqlite))
                throw new FormatException($"There is no desk in {options.DataFolder} (see --data).");
            if (File.Exists(file))
                throw new FormatException($"{file} is there already.");
            await using var db = new SerjeantDb(options.Database.StandaloneOptions());
            if (!await db.Offices.AnyAsync(o => o.Id == officeId, cancel))
                throw new FormatException($"There is no office {officeId}.");

            using var signer = new LedgerKeys(Path.Combine(options.DataFolder, LedgerSetUp.KeyFolder)).Open(officeId);
            string? broken = null;
            try
            {
                await new LedgerCheckpoints(db, TimeProvider.System).SignAsync(officeId, signer, cancel);
            }
            catch (LedgerBrokenException e)
            {
                broken = e.Message; // What is there goes out all the same: it is what an inquiry needs.
            }
            long entries;
            await using (var stream = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None, 128 * 1024))
                entries = await new LedgerExporter(db).ExportAsync(officeId, signer.Verifier, stream, cancel);
            DiskFlush.File(aside);
            NewFile.Place(aside, file);
            DiskFlush.Folder(Path.GetDirectoryName(Path.GetFullPath(file))!);
            await output.WriteLineAsync(PlainText.Of($"{entries} entries are in {file}"));
            await output.WriteLineAsync($"Key {signer.Verifier}");
            if (broken is null)
                return 0;
            await error.WriteLineAsync(PlainText.Of($"The ledger is broken, so it was not signed: {broken}"));
            return 1;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or DbException)
        {
            await error.WriteLineAsync(PlainText.Of($"The ledger can't be exported: {e.Message}"));
            return 2;
        }
        finally
        {
            if (File.Exists(aside))
                File.Delete(aside);
        }
    }
}
