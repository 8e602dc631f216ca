using System.CommandLine;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Hosting;

namespace Serjeant.Commands;

/// <summary>
/// <c>serjeant recover</c>: opens an office's evidence with its printed recovery key where the key ring is lost, and hands the key to this
/// machine's ring. The key is read from the terminal, never from the command line, where other people of the machine could see it.
/// </summary>
public static class RecoverCommand
{
    /// <param name="input">Where the key is typed.</param>
    public static Command Create(TextReader? input = null)
    {
        var arguments = new DeskArguments();
        var command = new Command("recover", "Opens an office's evidence on this machine with the printed recovery key. Exit 0: done; 1: the key opens no office here; 2: can't be done.");
        arguments.AddTo(command);
        command.SetAction(async (result, cancel) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            try
            {
                var options = arguments.Read(result);
                // SQLite would make an empty database of a wrong folder's name.
                if (options.Database.SqlitePath is { } sqlite && !File.Exists(sqlite))
                    throw new FormatException($"There is no desk in {options.DataFolder} (see --data).");
                await output.WriteLineAsync("Type the recovery key from the printed sheet, all seven groups, and press Enter:");
                if (!RecoveryKey.TryParse(await (input ?? Console.In).ReadLineAsync(cancel), out var key, out var problem))
                    throw new FormatException(problem);
                await using var app = DeskHost.Build(options with { RunWorkers = false });
                await using var scope = app.Services.CreateAsyncScope();
                if (await RecoverAsync(scope.ServiceProvider, key, cancel) is not { } office)
                {
                    await error.WriteLineAsync("This recovery key opens no office here. It may be another desk's, or one that has been replaced.");
                    return 1;
                }
                await output.WriteLineAsync(PlainText.Of($"This machine opens the evidence of the office of {office} from now on. Enter the passwords of its mailboxes again: they were kept with the old key ring."));
                return 0;
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or DbException or VaultException)
            {
                await error.WriteLineAsync(PlainText.Of($"It can't be done: {e.Message}"));
                return 2;
            }
        });
        return command;
    }

    /// <returns>Whose office it is; null where the key opens none.</returns>
    private static async Task<string?> RecoverAsync(IServiceProvider services, RecoveryKey recovery, CancellationToken cancel)
    {
        var db = services.GetRequiredService<SerjeantDb>();
        foreach (var office in await db.Offices.AsNoTracking().Where(o => o.EvidenceKeyForRecovery != null).OrderBy(o => o.Id).ToListAsync(cancel))
        {
            if (Open(office.EvidenceKeyForRecovery!, recovery) is not { } opened)
                continue;
            using var key = opened;
            var wrapped = services.GetRequiredService<VaultKeys>().Wrap(key);
            await services.GetRequiredService<OfficeChanges>().RunAsync(office.Id, null, async ledger =>
            {
                (await db.Offices.SingleAsync(o => o.Id == office.Id, cancel)).EvidenceKey = wrapped;
                ledger.Record("office.evidence-key-recovered", "office", office.Id);
            }, cancel);
            return office.Politician;
        }
        return null;
    }

    private static OfficeKey? Open(byte[] record, RecoveryKey recovery)
    {
        try
        {
            return VaultKeys.Recover(record, recovery);
        }
        catch (VaultException)
        {
            return null; // Another office's: try the next.
        }
    }
}
