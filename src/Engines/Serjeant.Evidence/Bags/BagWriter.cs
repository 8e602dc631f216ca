using System.Text;

namespace Serjeant.Evidence;

/// <summary>
/// Writes a bag (RFC 8493) as a zip to any stream, front to back, holding no file in memory: the payload in the order
/// given, then the tag files. The same files in the same order make the same bytes.
/// </summary>
public sealed class BagWriter
{
    internal const string Declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    internal const string DeclarationFile = "bagit.txt", InfoFile = "bag-info.txt";
    internal const string PayloadSums = "manifest-sha256.txt", TagSums = "tagmanifest-sha256.txt", Payload = "data/";

    private readonly BagInfo info;
    private readonly StoredZipWriter zip;
    private readonly List<(string Path, string Sha256)> payload = [];
    private long payloadBytes;

    public BagWriter(Stream output, BagInfo info)
    {
        if (!SafePath.IsSafe(info.Name) || info.Name.Contains('/'))
            throw new ArgumentException("A bag's name is one safe folder name.", nameof(info));
        this.info = info;
        zip = new StoredZipWriter(output);
    }

    /// <param name="path">Within <c>data/</c>.</param>
    /// <param name="open">Opens the file; called twice, and must give the same bytes.</param>
    /// <param name="expectedSha256">The hash that it was sealed with; null when it has none yet.</param>
    /// <returns>The file's SHA-256.</returns>
    /// <exception cref="ArgumentException">The path is not safe, or was added before.</exception>
    /// <exception cref="InvalidDataException">The file is not what was sealed. What was written is no bag and must be thrown away.</exception>
    public async Task<string> AddAsync(
        string path, Func<CancellationToken, ValueTask<Stream>> open, string? expectedSha256, CancellationToken cancellation)
    {
        if (!SafePath.IsSafe(path, SafePath.MaxLength + 60))
            throw new ArgumentException("A path in a bag must be safe.", nameof(path));
        var (bytes, sha256) = await zip.AddAsync($"{info.Name}/{Payload}{path}", open, expectedSha256, cancellation);
        payload.Add((Payload + path, sha256));
        payloadBytes += bytes;
        return sha256;
    }

    /// <summary>Adds a file that was made just now.</summary>
    public Task<string> AddAsync(string path, byte[] bytes, CancellationToken cancellation) =>
        AddAsync(path, _ => ValueTask.FromResult<Stream>(new MemoryStream(bytes, writable: false)), null, cancellation);

    /// <summary>Writes the tag files and the zip's directory. The stream stays open.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        var tags = new List<(string Path, string Sha256)>();
        await TagAsync(DeclarationFile, Encoding.UTF8.GetBytes(Declaration));
        await TagAsync(InfoFile, info.ToBytes(payloadBytes, payload.Count));
        await TagAsync(PayloadSums, SumsFile.Write(payload));
        await TagAsync(TagSums, SumsFile.Write(tags));
        await zip.FinishAsync(cancellation);

        async Task TagAsync(string name, byte[] bytes)
        {
            var open = (CancellationToken _) => ValueTask.FromResult<Stream>(new MemoryStream(bytes, writable: false));
            tags.Add((name, (await zip.AddAsync($"{info.Name}/{name}", open, null, cancellation)).Sha256));
        }
    }
}
