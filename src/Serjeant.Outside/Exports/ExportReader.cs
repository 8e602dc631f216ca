using System.Buffers;
using System.Runtime.CompilerServices;
using Serjeant.Moderation;
using Serjeant.Outside.Exports.Archives;
using Serjeant.Outside.Exports.Mail;
using Serjeant.Outside.Exports.Meta;
using Serjeant.Outside.Exports.Tables;
using Serjeant.Outside.Exports.X;

namespace Serjeant.Outside.Exports;

/// <summary>Reads a whole export as one stream of numbered items, in memory that doesn't grow with the file.</summary>
public static class ExportReader
{
    private static readonly SearchValues<byte> BeforeJson = SearchValues.Create(0xEF, 0xBB, 0xBF, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n');

    /// <param name="skip">How many items an earlier reading has already taken in.</param>
    public static async IAsyncEnumerable<ReadItem> ReadAsync(
        ExportSource source, ReadOptions options, long skip = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long index = 0, bytes = 0;
        await foreach (var item in UnnumberedAsync(source, options, read => bytes += read, cancellationToken))
        {
            if (index >= skip)
                yield return item with { Index = index, BytesRead = bytes };
            index++;
        }
    }

    /// <summary>Uncompressed bytes that will be read, as the export claims: for a progress bar, not for a limit.</summary>
    public static async Task<long> TotalBytesAsync(ExportSource source, ReadOptions options, CancellationToken cancellationToken) =>
        (await ExportPlan.MakeAsync(source, options, cancellationToken)).TotalBytes;

    private static async IAsyncEnumerable<ReadItem> UnnumberedAsync(
        ExportSource source, ReadOptions options, Action<int> metre, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var problem in source.Problems)
            yield return new ReadItem(0, 0, null, problem, false);
        var plan = await ExportPlan.MakeAsync(source, options, cancellationToken);
        if (plan.Fault is not null)
            yield return ReadItem.Bad(source.Name, plan.Fault);
        if (!plan.Own.Known && plan.Files.Any(f => ExportPlan.IsPlatforms(f.Kind)))
            yield return ReadItem.Note(source.Name, "The export doesn't say whose it is, so messages that your office sent come in too. Give your own name or account number to leave them out.");
        foreach (var (file, kind) in plan.Files)
        {
            var stop = false;
            await foreach (var (item, ends) in GuardedAsync(file, kind, source, options, plan.Own, metre, cancellationToken))
            {
                yield return item;
                stop |= ends;
            }
            if (stop)
                yield break;
        }
    }

    /// <summary>A fault in one file is told as an item and ends that file only, unless the whole export is refused.</summary>
    private static async IAsyncEnumerable<(ReadItem Item, bool EndsAll)> GuardedAsync(
        ExportFile file, ExportKind kind, ExportSource source, ReadOptions options, OwnAccount own, Action<int> metre,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var name = source.IsArchive ? source.Name + ": " + SafeName.Show(file.Path) : source.Name;
        var metered = file with { Open = () => new MeteredStream(file.Open(), metre) };
        var items = ReadFileAsync(metered, kind, name, options, own, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (items)
        {
            while (true)
            {
                (ReadItem, bool)? fault = null;
                try
                {
                    if (!await items.MoveNextAsync())
                        yield break;
                }
                catch (ExportRefusedException e)
                {
                    fault = (ReadItem.Bad(name, e.Message), e.Whole);
                }
                catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
                {
                    fault = (ReadItem.Bad(name, "The archive is damaged at this file. What came before it is in; download the archive again for the rest."), false);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    fault = (ReadItem.Bad(name, "The file could not be read to its end. Check the disk and try again."), false);
                }
                yield return fault ?? (items.Current, false);
                if (fault is not null)
                    yield break;
            }
        }
    }

    private static async IAsyncEnumerable<ReadItem> ReadFileAsync(
        ExportFile file, ExportKind kind, string name, ReadOptions options, OwnAccount own, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (kind is ExportKind.Csv or ExportKind.Json && options.Mapping?[MessageField.Text] is null)
        {
            yield return ReadItem.Bad(name, "Say first which column holds the text of the message.");
            yield break;
        }
        var list = kind == ExportKind.Json && await IsListAsync(file, cancellationToken);
        await using var stream = file.Open();
        var items = kind switch
        {
            ExportKind.Email => EmlReader.ReadAsync(stream, name, options, cancellationToken),
            ExportKind.Mailbox => MboxReader.ReadAsync(stream, name, options, cancellationToken),
            ExportKind.XMessages => XMessagesReader.ReadAsync(stream, name, options, own, cancellationToken),
            ExportKind.FacebookMessages => MetaMessagesReader.ReadAsync(stream, file.Path, name, Platform.Facebook, options, own, cancellationToken),
            ExportKind.InstagramMessages => MetaMessagesReader.ReadAsync(stream, file.Path, name, Platform.Instagram, options, own, cancellationToken),
            ExportKind.Csv => CsvReader.ReadAsync(file, stream, name, options, cancellationToken),
            ExportKind.Json => JsonTableReader.ReadAsync(stream, list, name, options, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        await foreach (var item in items)
            yield return item;
    }

    internal static async Task<bool> IsListAsync(ExportFile file, CancellationToken cancellationToken)
    {
        var head = new byte[1_024];
        await using var stream = file.Open();
        var length = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var start = head.AsSpan(0, length).IndexOfAnyExcept(BeforeJson);
        return start >= 0 && head[start] == '[';
    }
}
