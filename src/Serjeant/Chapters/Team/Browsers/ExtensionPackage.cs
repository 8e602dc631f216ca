using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Serjeant.Chapters.Team.Browsers;

/// <summary>
/// The browser extension as a zip, made for one desk: its address is in it, and it asks the browser for that address and no
/// other, so that nobody has to type it or to grant more (docs/adr/0044).
/// </summary>
public sealed class ExtensionPackage
{
    public const string FileName = "serjeant-extension.zip";

    /// <summary>The address the extension offers for pairing.</summary>
    private const string DeskFile = "desk.json";
    private const string ManifestFile = "manifest.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };
    private readonly string folder = Path.Combine(AppContext.BaseDirectory, "extension");

    /// <param name="desk">Scheme, host and port, as browsers reach the desk.</param>
    public async Task<byte[]> ForAsync(Uri desk, CancellationToken cancel)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
                var bytes = await File.ReadAllBytesAsync(file, cancel);
                await AddAsync(zip, name, name == ManifestFile ? Manifest(bytes, desk) : bytes, cancel);
            }
            await AddAsync(zip, DeskFile, JsonSerializer.SerializeToUtf8Bytes(new { address = desk.GetLeftPart(UriPartial.Authority) }, Indented), cancel);
        }
        return memory.ToArray();
    }

    /// <summary>A match pattern has no port: Firefox knows none, and Chromium takes every port where none is named.</summary>
    private static byte[] Manifest(byte[] shipped, Uri desk)
    {
        var manifest = JsonNode.Parse(shipped)!.AsObject();
        manifest["host_permissions"] = new JsonArray($"{desk.Scheme}://{desk.Host}/*");
        return JsonSerializer.SerializeToUtf8Bytes(manifest, Indented);
    }

    private static async Task AddAsync(ZipArchive zip, string name, byte[] bytes, CancellationToken cancel)
    {
        await using var stream = await zip.CreateEntry("serjeant-extension/" + name).OpenAsync(cancel);
        await stream.WriteAsync(bytes, cancel);
    }
}
