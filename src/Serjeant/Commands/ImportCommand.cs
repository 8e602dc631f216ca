using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Import;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Outside.Exports;
using Serjeant.Shell.Hosting;

namespace Serjeant.Commands;

/// <summary><c>serjeant import FILE…</c>: brings exports in. Stopping it with Ctrl-C is safe; the same command goes on.</summary>
public static class ImportCommand
{
    public static Command Create()
    {
        var arguments = new DeskArguments();
        var files = new Argument<FileSystemInfo[]>("FILE")
        {
            Description = "Files, zip archives or unpacked folders: .eml, .mbox, an X archive, Facebook or Instagram messages, CSV, NDJSON.",
            Arity = ArgumentArity.OneOrMore,
        };
        var office = new Option<long?>("--office") { Description = "The office's number, where the desk holds more than one." };
        var platform = new Option<string?>("--platform") { Description = "Where the messages are from, where the file doesn't say: x, facebook, youtube…" };
        var account = new Option<string?>("--account") { Description = "The office's account that they came to." };
        var own = new Option<string[]>("--own") { Description = "The office's own name or account number in the file; its messages are left out." };
        var map = new Option<string[]>("--map") { Description = "For tables: field=column, such as text=Comment sentat=Date.", AllowMultipleArgumentsPerToken = true };
        var noHeader = new Option<bool>("--no-header") { Description = "The first line of a CSV file is a message; its columns are called 'Column 1', 'Column 2'…" };
        var zone = new Option<string>("--zone") { Description = "The time zone of dates that name none.", DefaultValueFactory = _ => "Europe/London" };
        var command = new Command("import", "Brings messages in from files.") { files, office, platform, account, own, map, noHeader, zone };
        arguments.AddTo(command);
        command.SetAction(async (result, cancel) =>
        {
            var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
            FieldMapping? mapping;
            Platform? from;
            try
            {
                mapping = result.GetValue(map) is { Length: > 0 } words ? FieldMapping.Parse(words) with { HasHeader = !result.GetValue(noHeader) } : null;
                from = PlatformOf(result.GetValue(platform));
                _ = TimeZoneInfo.FindSystemTimeZoneById(result.GetRequiredValue(zone));
            }
            catch (Exception e) when (e is FormatException or TimeZoneNotFoundException)
            {
                await error.WriteLineAsync(PlainText.Of(e.Message));
                return 2;
            }
            var options = new ImportOptions
            {
                Platform = from,
                Account = result.GetValue(account),
                OwnNames = result.GetValue(own) ?? [],
                Zone = result.GetRequiredValue(zone),
            };
            await using var app = DeskHost.Build(arguments.Read(result) with { RunWorkers = false });
            await DeskStart.PrepareAsync(app, cancel);
            if (await OfficeAsync(app, result.GetValue(office), error, cancel) is not { } officeId)
                return 2;
            var worst = 0;
            foreach (var file in result.GetRequiredValue(files))
            {
                worst = Math.Max(worst, await new ImportSession(app.Services, officeId, mapping, options, output, error).RunAsync(file, cancel));
                if (cancel.IsCancellationRequested)
                    break;
            }
            return worst;
        });
        return command;
    }

    private static Platform? PlatformOf(string? name)
    {
        var platform = PlatformNames.Parse(name);
        return platform != Platform.Other || string.Equals(name, "other", StringComparison.OrdinalIgnoreCase)
            ? platform
            : throw new FormatException($"'{name}' is not a platform. Write one of: {string.Join(", ", Enum.GetNames<Platform>()).ToLowerInvariant()}.");
    }

    private static async Task<long?> OfficeAsync(WebApplication app, long? wanted, TextWriter error, CancellationToken cancel)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var offices = await scope.ServiceProvider.GetRequiredService<SerjeantDb>().Offices.AsNoTracking()
            .Where(o => o.SetUpAt != null).OrderBy(o => o.Id).Select(o => new { o.Id, o.Politician }).ToListAsync(cancel);
        if (wanted is not null && offices.Any(o => o.Id == wanted))
            return wanted;
        if (wanted is null && offices.Count == 1)
            return offices[0].Id;
        await error.WriteLineAsync(offices.Count == 0
            ? "No office is set up in this data folder yet. Open the desk first (./run), or give the folder with --data."
            : "Say which office with --office:" + string.Concat(offices.Select(o => FormattableString.Invariant($"\n  {o.Id}  {o.Politician}"))));
        return null;
    }
}
