using System.Globalization;
using Serjeant.Chapters.Inbox.Ingest;
using Serjeant.Moderation;
using Serjeant.Outside;
using Serjeant.Outside.Exports;
using Serjeant.Text;

namespace Serjeant.Lab.Ingest;

/// <summary>What each step costs in processor time, to see where the time goes.</summary>
internal static class Stages
{
    private const int Most = 20_000;

    public static async Task RunAsync(string export, IJudge judge, CancellationToken cancel)
    {
        using var source = ExportSource.Open(export);
        var mapping = (await ExportDetector.DetectAsync(source, new ReadOptions(), cancel)).Suggested!;
        // Once to warm up: what is compiled on the way would count as the stage's own.
        await ReadAsync(source, mapping, cancel);
        var before = Environment.CpuUsage.TotalTime;
        var messages = await ReadAsync(source, mapping, cancel);
        Say("reading", before, messages.Count);
        Time("judging", messages, m => judge.Judge(m.Text));
        Time("text key", messages, m => TextKey.Of(m.Text));
        Time("packing", messages, m => RawObject.Pack(m.Raw.Span));
    }

    private static async Task<List<IncomingMessage>> ReadAsync(ExportSource source, FieldMapping mapping, CancellationToken cancel)
    {
        var messages = new List<IncomingMessage>();
        await foreach (var item in ExportReader.ReadAsync(source, new ReadOptions { Mapping = mapping }, 0, cancel))
        {
            if (item.Message is { } message)
                messages.Add(message);
            if (messages.Count == Most)
                break;
        }
        return messages;
    }

    private static void Time(string name, List<IncomingMessage> messages, Action<IncomingMessage> work)
    {
        foreach (var message in messages)
            work(message);
        var before = Environment.CpuUsage.TotalTime;
        foreach (var message in messages)
            work(message);
        Say(name, before, messages.Count);
    }

    private static void Say(string name, TimeSpan before, int count) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"  {name,-9} {(Environment.CpuUsage.TotalTime - before).TotalMicroseconds / count,6:N1} µs of processor a message"));
}
