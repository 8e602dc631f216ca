using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;
using Serjeant.Shell.Hosting;

namespace Serjeant.Lab.Ingest;

/// <summary><c>bench ingest</c>: import and judging into both databases, then the queue over what came in.</summary>
internal static class IngestBench
{
    public static Command Create()
    {
        var messages = new Option<int>("--messages") { DefaultValueFactory = _ => 100_000, Description = "How many messages an export holds." };
        var runs = new Option<int>("--runs") { DefaultValueFactory = _ => 3, Description = "How many times each is measured; the median is told." };
        var only = new Option<string?>("--only") { Description = "stages, sqlite, postgres or queue." };
        var command = new Command("ingest", "Messages a second for import and judging; the queue page at that size.") { messages, runs, only };
        command.SetAction((result, cancel) => RunAsync(result.GetValue(messages), result.GetValue(runs), result.GetValue(only), cancel));
        return command;
    }

    private static async Task<int> RunAsync(int messages, int runs, string? only, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("serjeant-lab-");
        try
        {
            Console.WriteLine(Machine());
            var export = Path.Combine(folder.FullName, "sample.ndjson");
            await SampleExport.WriteAsync(export, messages, cancel);
            Report.Say($"{messages:N0} messages, {new FileInfo(export).Length / 1024.0 / 1024:N1} MB of NDJSON; {runs} runs, medians");
            if (only is null or "stages")
                await Stages.RunAsync(export, Shipped.DeskJudge(), cancel);
            if (only is null or "sqlite")
                await ManyAsync("SQLite", runs, i => IngestRun.MeasureAsync(new DeskOptions(Sub(folder, $"sqlite{i}"), null), export, messages, cancel));
            if (only is null or "postgres" && LabPostgres.IsHere)
                await PostgresAsync(folder, export, messages, runs, cancel);
            if (only is null or "queue")
                await QueueBench.RunAsync(Sub(folder, "queue"), export, messages, runs, cancel);
            Console.WriteLine("load at the end " + Load());
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task PostgresAsync(DirectoryInfo folder, string export, int messages, int runs, CancellationToken cancel)
    {
        await using var server = await LabPostgres.StartAsync();
        await ManyAsync("PostgreSQL", runs, async i =>
        {
            await using (var connection = new NpgsqlConnection(server.Connection("postgres")))
            {
                await connection.OpenAsync(cancel);
                await using var command = new NpgsqlCommand(FormattableString.Invariant($"CREATE DATABASE run{i}"), connection);
                await command.ExecuteNonQueryAsync(cancel);
            }
            return await IngestRun.MeasureAsync(new DeskOptions(Sub(folder, $"postgres{i}"), server.Connection($"run{i}")), export, messages, cancel);
        });
        NpgsqlConnection.ClearAllPools();
    }

    private static async Task ManyAsync(string name, int runs, Func<int, Task<IngestRun>> measure)
    {
        // The first warms the program up, as a desk is that has been open for a while, and isn't counted.
        var first = await measure(0);
        var measured = new List<IngestRun>();
        for (var i = 1; i <= runs; i++)
            measured.Add(await measure(i));
        var median = measured.OrderBy(m => m.PerSecond).ElementAt(runs / 2);
        Report.Say($"{name,-11} {median.PerSecond,9:N0} messages/s   ({string.Join(", ", measured.Select(m => m.PerSecond.ToString("N0", CultureInfo.InvariantCulture)))})   {median.CpuMicroseconds:N0} µs of processor a message   memory {median.MemoryStart:N0} → {median.MemoryMost:N0} MB   (just started: {first.PerSecond:N0} messages/s)");
    }

    private static string Sub(DirectoryInfo folder, string name) => folder.CreateSubdirectory(name).FullName;

    private static string Machine()
    {
        var cpu = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[^1].Trim()
            : null;
        return string.Create(CultureInfo.InvariantCulture,
            $"{cpu ?? "unknown processor"}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB, {RuntimeInformation.OSDescription}, .NET {Environment.Version}, load {Load()}");
    }

    /// <summary>The load average of the last 1, 5 and 15 minutes: a figure measured beside other work says little.</summary>
    private static string Load() => File.Exists("/proc/loadavg") ? string.Join(", ", File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";
}
