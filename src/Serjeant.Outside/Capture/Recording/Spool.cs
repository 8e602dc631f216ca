namespace Serjeant.Outside.Capture.Recording;

/// <summary>Bytes that are still coming: in memory while they are few, then in a file of its own.</summary>
internal sealed class Spool(string folder) : IDisposable
{
    private const int InMemory = 128 * 1024;
    private Stream bytes = new MemoryStream();
    private string? file;

    public long Length => bytes.Length;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> more, CancellationToken cancel)
    {
        if (file is null && bytes.Length + more.Length > InMemory)
        {
            file = Path.Combine(folder, $"{Guid.NewGuid():N}.spool");
            var onDisk = new FileStream(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
            bytes.Position = 0;
            await bytes.CopyToAsync(onDisk, cancel);
            bytes = onDisk;
        }

        await bytes.WriteAsync(more, cancel);
    }

    /// <summary>The bytes from the start; the stream belongs to the spool.</summary>
    public Stream Read()
    {
        bytes.Position = 0;
        return bytes;
    }

    public void Dispose() => bytes.Dispose();
}
