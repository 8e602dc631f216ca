using System.Threading.Channels;
using Serjeant.Chapters.Inbox.Ingest;
using Serjeant.Outside;
using Serjeant.Outside.Exports;

namespace Serjeant.Chapters.Inbox.Import;

/// <summary>A stretch of an export, read and judged, ready to be written in one transaction.</summary>
/// <param name="From">The first item's number.</param>
/// <param name="To">One past the last item's number.</param>
internal sealed record ImportBatch(
    long From, long To, long BytesRead, IReadOnlyList<PreparedMessage> Messages, IReadOnlyList<ReadProblem> Problems, int SentByOffice)
{
    private const int MostItems = MessageIngest.BatchSize;
    private const int MostBytes = 8 << 20;

    /// <summary>
    /// Reads, and judges as many batches at once as there are processors, in order and in bounded memory: the channel holds what
    /// is being judged, and reading waits for room in it.
    /// </summary>
    public static async Task ReadAsync(
        ExportSource source, ReadOptions options, long skip, MessagePreparer preparer, ChannelWriter<Task<ImportBatch>> into, CancellationToken cancel)
    {
        var items = new List<ReadItem>(MostItems);
        var bytes = 0;
        await foreach (var item in ExportReader.ReadAsync(source, options, skip, cancel))
        {
            items.Add(item);
            bytes += item.Message?.Raw.Length ?? 0;
            if (items.Count < MostItems && bytes < MostBytes)
                continue;
            await into.WriteAsync(Prepare([.. items], preparer, cancel), cancel);
            items.Clear();
            bytes = 0;
        }
        if (items.Count > 0)
            await into.WriteAsync(Prepare([.. items], preparer, cancel), cancel);
    }

    private static Task<ImportBatch> Prepare(ReadItem[] items, MessagePreparer preparer, CancellationToken cancel) => Task.Run(() =>
    {
        var messages = new List<PreparedMessage>(items.Length);
        foreach (var message in items.Select(i => i.Message).OfType<IncomingMessage>())
        {
            cancel.ThrowIfCancellationRequested();
            messages.Add(preparer.Prepare(message));
        }
        return new ImportBatch(
            items[0].Index, items[^1].Index + 1, items[^1].BytesRead, messages,
            [.. items.Select(i => i.Problem).OfType<ReadProblem>()], items.Count(i => i.SentByOffice));
    }, cancel);
}
