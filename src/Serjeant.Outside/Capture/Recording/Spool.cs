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
            var onDisk = new FileStream(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
            bytes.Position = 0;
            await bytes.CopyToAsync(onDisk, cancel);
            bytes = onDisk;
        }

        await bytes.WriteAsync(more, cancel);
    }

    /// <summary>A new stream over the bytes so far, to be disposed by whoever asked.</summary>
    public async ValueTask<Stream> OpenAsync(CancellationToken cancel)
    {
        if (bytes is MemoryStream memory)
            return new MemoryStream(memory.GetBuffer(), 0, (int)memory.Length, writable: false);
        await bytes.FlushAsync(cancel);
        return new FileStream(file!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous);
    }

    public void Dispose() => bytes.Dispose();
}
