using System.CommandLine;
using System.Data.Common;
using Serjeant.Commands.Backups;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Hosting;

namespace Serjeant.Commands;

/// <summary><c>serjeant backup …</c>: copies a desk to a folder that it can be opened from, and takes what was destroyed out of such folders.</summary>
public static class BackupCommand
{
    public static Command Create() => new("backup", "Makes backups, and purges what was destroyed out of them.") { Make(), Purge() };

    private static Command Make()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "A folder that is not there yet, or empty." };
        var desk = new DeskArguments();
        var command = new Command("make", "Copies the desk into a folder. It may be open meanwhile. Exit 0: done; 2: can't be done.") { folder };
        desk.AddTo(command);
        command.SetAction((result, cancel) => RunAsync(desk.Read(result), result.InvocationConfiguration, async (app, output) =>
        {
            await using var scope = app.Services.CreateAsyncScope();
            var made = await ActivatorUtilities.CreateInstance<DeskBackup>(scope.ServiceProvider).MakeAsync(result.GetRequiredValue(folder), cancel);
            await output.WriteLineAsync(PlainText.Of($"{made.Files} files are in {result.GetRequiredValue(folder).FullName}"));
            if (made.Problem is { } problem)
                await output.WriteLineAsync(PlainText.Of($"What was destroyed may be in it: {problem} Purge it once that is mended"));
            if (!made.Database)
                await output.WriteLineAsync("The database is PostgreSQL: dump it now, with pg_dump, and keep the dump with this folder.");
            return 0;
        }));
        return command;
    }

    private static Command Purge()
    {
        var folders = new Argument<DirectoryInfo[]>("folders") { Description = "Folders of backups, unpacked.", Arity = ArgumentArity.OneOrMore };
        var desk = new DeskArguments();
        var command = new Command("purge", "Takes all that this desk has destroyed out of backups. Exit 0: none of it is left in any; 1: something is; 2: can't be done.") { folders };
        desk.AddTo(command);
        command.SetAction((result, cancel) => RunAsync(desk.Read(result), result.InvocationConfiguration, async (app, output) =>
        {
            var worst = 0;
            foreach (var folder in result.GetRequiredValue(folders))
            {
                await using var scope = app.Services.CreateAsyncScope();
                var left = await ActivatorUtilities.CreateInstance<BackupPurge>(scope.ServiceProvider).RunAsync(folder, cancel);
                await output.WriteLineAsync(PlainText.Of(left == 0
                    ? $"Nothing that was destroyed is left in {folder.FullName}"
                    : $"{left} destroyed files are LEFT in {folder.FullName}: another exhibit there holds the same. Delete this backup"));
                worst = Math.Max(worst, left == 0 ? 0 : 1);
            }
            return worst;
        }));
        return command;
    }

    private static async Task<int> RunAsync(DeskOptions options, InvocationConfiguration configuration, Func<WebApplication, TextWriter, Task<int>> work)
    {
        try
        {
            // SQLite would make an empty database of a wrong folder's name.
            if (options.Database.SqlitePath is { } sqlite && !File.Exists(sqlite))
                throw new FormatException($"There is no desk in {options.DataFolder} (see --data).");
            await using var app = DeskHost.Build(options with { RunWorkers = false });
            return await work(app, configuration.Output);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or DbException or VaultException)
        {
            await configuration.Error.WriteLineAsync(PlainText.Of($"It can't be done: {e.Message}"));
            return 2;
        }
    }
}
