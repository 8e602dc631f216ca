using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serjeant.Evidence;

namespace Serjeant.Outside.Capture;

/// <summary>Writes a page's facts and the sums of its files beside them, for people and for <c>sha256sum -c</c>.</summary>
internal static class FactsFile
{
    public const string Name = "facts.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static async Task WriteAsync(CaptureFacts facts, string folder, CancellationToken cancel)
    {
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(facts, Options), (byte)'\n'];
        await File.WriteAllBytesAsync(Path.Combine(folder, Name), bytes, cancel);
        var sums = new List<(string, string)>();
        foreach (var file in Directory.EnumerateFiles(folder))
            sums.Add((Path.GetFileName(file), await HashAsync(file, cancel)));
        await File.WriteAllBytesAsync(Path.Combine(folder, ExhibitManifest.SumsFileName), SumsFile.Write(sums), cancel);
    }

    public static async Task<string> HashAsync(string file, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel));
    }
}
