using System.CommandLine;
using Serjeant.Commands.Triage;
using Serjeant.Moderation;

namespace Serjeant.Commands;

/// <summary><c>serjeant triage</c>: reads messages from NDJSON and writes what the engine says of each.</summary>
public static class TriageCommand
{
    private const string Standard = "-";

    public static Command Create()
    {
        var input = new Option<string>("--in") { Description = "NDJSON to read, one {\"id\",\"text\"} a line; - for standard input.", DefaultValueFactory = _ => Standard };
        var output = new Option<string>("--out") { Description = "NDJSON to write; - for standard output.", DefaultValueFactory = _ => Standard };
        var command = new Command("triage", "Judges messages. Exit 0: all lines read; 1: some lines could not be read (see their \"error\"); 2: can't start.") { input, output };
        command.SetAction((result, cancel) => RunAsync(
            result.GetRequiredValue(input), result.GetRequiredValue(output), result.InvocationConfiguration.Error, cancel));
        return command;
    }

    private static async Task<int> RunAsync(string input, string output, TextWriter error, CancellationToken cancel)
    {
        if (input != Standard && output != Standard && Path.GetFullPath(input) == Path.GetFullPath(output))
            return await RefuseAsync(error, "--in and --out are the same file. Write to another.");
        // A result that is only half there must not look whole: it gets its name when it is complete.
        var part = output == Standard || File.Exists(output) && IsDevice(output) ? null : output + ".part";
        try
        {
            var judge = Shipped.Judge();
            await using var source = input == Standard ? Console.OpenStandardInput() : Open(input);
            long bad;
            await using (var target = output == Standard ? Console.OpenStandardOutput() : new FileStream(part ?? output, part is null ? FileMode.Open : FileMode.Create, FileAccess.Write))
                bad = await new TriagePipeline(judge).RunAsync(source, target, cancel);
            if (part is not null) File.Move(part, output, overwrite: true);
            part = null;
            if (bad > 0) await error.WriteLineAsync($"{bad} {(bad == 1 ? "line" : "lines")} could not be read; each has an \"error\" in the output.");
            return bad > 0 ? 1 : 0;
        }
        catch (SourceFileException e)
        {
            return await RefuseAsync(error, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return await RefuseAsync(error, $"{e.Message} Check --in and --out.");
        }
        finally
        {
            if (part is not null) File.Delete(part);
        }
    }

    private static FileStream Open(string path) =>
        new(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite, BufferSize = 0, Options = FileOptions.SequentialScan });

    private static bool IsDevice(string path) => path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);

    private static async Task<int> RefuseAsync(TextWriter error, string message)
    {
        await error.WriteLineAsync(message);
        return 2;
    }
}
