using System.Globalization;
using System.Text.Json;

namespace Serjeant.Lab.Ingest;

/// <summary>
/// An export of any size, made from the sentences of the demonstration office's messages: of believable length, with the share of abuse,
/// repeats and plain talk that those have. The same seed gives the same file.
/// </summary>
internal static class SampleExport
{
    private const int Seed = 20_260_301;
    private const double Repeated = 0.1;
    private const int Writers = 20_000;

    public static async Task WriteAsync(string path, int messages, CancellationToken cancel)
    {
        var texts = await TextsAsync(cancel);
        var sentences = texts.SelectMany(t => t.Split(['.', '!', '?'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Where(s => s.Length > 8).ToArray();
        var random = new Random(Seed);
        var start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        await using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        for (var i = 0; i < messages; i++)
        {
            var text = random.NextDouble() < Repeated ? texts[random.Next(texts.Length)] : Compose(sentences, random, i);
            var line = JsonSerializer.SerializeToUtf8Bytes(new
            {
                id = "sample-" + i.ToString(CultureInfo.InvariantCulture),
                text,
                username = "writer" + random.Next(Writers).ToString(CultureInfo.InvariantCulture),
                date = start.AddSeconds(i),
                url = "https://social.example/" + i.ToString(CultureInfo.InvariantCulture),
            });
            await stream.WriteAsync(line, cancel);
            stream.WriteByte((byte)'\n');
        }
    }

    private static string Compose(string[] sentences, Random random, int number)
    {
        var count = random.Next(1, 4);
        var chosen = Enumerable.Range(0, count).Select(_ => sentences[random.Next(sentences.Length)]);
        return string.Join(". ", chosen) + ". " + number.ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<string[]> TextsAsync(CancellationToken cancel)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "content", "demo", "messages.ndjson");
        using var source = Outside.Exports.ExportSource.Open(path);
        var options = new Outside.Exports.ReadOptions { Mapping = Outside.Exports.FieldMapping.Parse(["text=text"]) };
        var texts = new List<string>();
        await foreach (var item in Outside.Exports.ExportReader.ReadAsync(source, options, 0, cancel))
        {
            if (item.Message is { } message)
                texts.Add(message.Text);
        }
        return [.. texts];
    }
}
