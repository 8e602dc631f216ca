using System.IO.Compression;
using System.Text;
using Serjeant.Outside;
using Serjeant.Outside.Exports;
using Xunit;

namespace Serjeant.Desk.Tests.Outside.Exports;

/// <summary>Writes handmade exports and reads them back, as an import would.</summary>
internal sealed class ExportFixture : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ReadOptions Options { get; set; } = new();

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Place(string name) => folder.File(name);

    public string Zip(string name, params (string Entry, string Text)[] entries)
    {
        using var zip = ZipFile.Open(folder.File(name), ZipArchiveMode.Create);
        foreach (var (entry, text) in entries)
        {
            using var stream = zip.CreateEntry(entry).Open();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
        return folder.File(name);
    }

    public async Task<List<ReadItem>> ReadAsync(string path, long skip = 0)
    {
        using var source = ExportSource.Open(path, null, Options.Limits);
        var items = new List<ReadItem>();
        await foreach (var item in ExportReader.ReadAsync(source, Options, skip, TestContext.Current.CancellationToken))
            items.Add(item);
        return items;
    }

    public async Task<DetectedExport> DetectAsync(string path)
    {
        using var source = ExportSource.Open(path, null, Options.Limits);
        return await ExportDetector.DetectAsync(source, Options, TestContext.Current.CancellationToken);
    }

    public void Dispose() => folder.Dispose();
}

internal static class ReadItemsExtensions
{
    public static List<IncomingMessage> Messages(this IEnumerable<ReadItem> items) => [.. items.Select(i => i.Message).OfType<IncomingMessage>()];

    public static List<ReadProblem> Lost(this IEnumerable<ReadItem> items) => [.. items.Select(i => i.Problem).OfType<ReadProblem>().Where(p => p.Lost)];

    public static List<ReadProblem> Notes(this IEnumerable<ReadItem> items) => [.. items.Select(i => i.Problem).OfType<ReadProblem>().Where(p => !p.Lost)];
}
