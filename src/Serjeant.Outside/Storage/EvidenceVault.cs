using System.Security.Cryptography;

namespace Serjeant.Outside.Storage;

/// <summary>
/// The evidence store on disk: write-once files, encrypted with the office's key and found by the SHA-256 of their plain
/// bytes. The same bytes stored twice are one file. A file is written aside, flushed and renamed, so a kill at any moment
/// leaves either the whole file or nothing that <see cref="Sweep"/> does not clear away.
/// </summary>
/// <param name="root">The folder that holds one folder per office.</param>
/// <param name="limit">The most plain bytes in one file.</param>
public sealed class EvidenceVault(string root, long limit = EvidenceVault.DefaultLimit)
{
    /// <summary>1 GiB.</summary>
    public const long DefaultLimit = 1L << 30;

    internal const string Aside = "aside";

    /// <summary>A note for one piece of work, to be handed to each of its stores.</summary>
    public StoreNote Begin(OfficeKey office) => new(Path.Combine(root, office.Folder, Aside));

    /// <summary>Seals the stream. Answers only when the bytes are safely on disk.</summary>
    /// <param name="most">The most plain bytes in this one, where the store's limit is not meant.</param>
    /// <param name="note">Gets the file's name before the file has it. Without one a file that no row comes to name stays for ever.</param>
    /// <exception cref="VaultException">The content is over the limit.</exception>
    public async Task<BlobRef> StoreAsync(OfficeKey office, Stream content, CancellationToken cancel, long? most = null, StoreNote? note = null)
    {
        var aside = VaultFolders.Make(Path.Combine(root, office.Folder, Aside));
        var temporary = Path.Combine(aside, Guid.NewGuid().ToString("N"));
        try
        {
            // The handle stays open through the rename: what holds a handle is at work, and Sweep leaves it alone.
            await using var file = new FileStream(temporary, VaultFolders.Exclusive);
            var (sha256, length) = await BlobWriter.WriteAsync(file, content, office, most ?? limit, cancel);
            var blob = new BlobRef(Convert.ToHexStringLower(sha256), length);
            await PlaceAsync(office, blob, temporary, note, cancel);
            return blob;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>
    /// Opens a sealed file for reading and seeking. Each chunk is checked before its bytes are handed over, so a changed
    /// byte throws <see cref="VaultException"/> on the read that reaches it.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file in this office's store.</exception>
    /// <exception cref="VaultException">The file was changed, cut short, swapped for another or belongs to another office.</exception>
    public async Task<Stream> OpenAsync(OfficeKey office, BlobRef blob, CancellationToken cancel)
    {
        var sha256 = HashOf(blob);
        var path = PathOf(office, sha256);
        FileStream file;
        try
        {
            file = new FileStream(path, VaultFolders.Shared);
        }
        catch (DirectoryNotFoundException inner)
        {
            throw new FileNotFoundException("There is no such file in the evidence store.", inner);
        }
        catch (FileNotFoundException inner)
        {
            throw new FileNotFoundException("There is no such file in the evidence store.", inner);
        }

        try
        {
            if (file.Length < BlobFormat.HeaderSize)
                throw BlobFormat.Damaged();
            var header = new byte[BlobFormat.HeaderSize];
            await file.ReadExactlyAsync(header, cancel);
            var (fileKey, storedHash, length) = BlobFormat.ReadHeader(header, office);
            if (length != blob.Length || file.Length != BlobFormat.FileSize(length) || !sha256.AsSpan().SequenceEqual(storedHash))
                throw BlobFormat.Damaged();
            var stream = new BlobReadStream(file, fileKey, length);
            if (length == 0)
                stream.CheckEmpty();
            return stream;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether a file of that name is there. Says nothing about whether it is whole.</summary>
    public bool Exists(OfficeKey office, BlobRef blob) => File.Exists(PathOf(office, HashOf(blob)));

    /// <summary>Reads all of it and compares the SHA-256. False when it is missing, changed or cut short.</summary>
    public async Task<bool> IsWholeAsync(OfficeKey office, BlobRef blob, CancellationToken cancel)
    {
        try
        {
            await using var stream = await OpenAsync(office, blob, cancel);
            var found = await SHA256.HashDataAsync(stream, cancel);
            return HashOf(blob).AsSpan().SequenceEqual(found);
        }
        catch (Exception problem) when (problem is VaultException or FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>
    /// Removes a file and every damaged one of its name, for retention and destruction. The caller makes sure that no other exhibit of the
    /// office names the same hash. The header with the file's own key is overwritten first: where a disk keeps old blocks, the rest stays
    /// unreadable. True when there was one.
    /// </summary>
    public bool Delete(OfficeKey office, BlobRef blob)
    {
        var paths = AllOf(office, blob);
        foreach (var path in paths)
        {
            VaultFolders.MakeWritable(path);
            VaultFolders.Overwrite(path, BlobFormat.HeaderSize);
            File.Delete(path);
        }
        if (paths.Count > 0)
            DiskFlush.Folder(Path.GetDirectoryName(paths[0])!);
        return paths.Count > 0;
    }

    /// <summary>Whether anything of the file is left, a damaged one that was set aside included.</summary>
    public bool Remains(OfficeKey office, BlobRef blob) => AllOf(office, blob).Count > 0;

    /// <summary>Clears what a killed program left half-written; never what another copy is writing now. Answers how many.</summary>
    public int Sweep() => VaultFolders.Sweep(root, Aside);

    /// <summary>Whether work of any office has noted what it stored: work that goes on, or that ended too early.</summary>
    public bool HasNotes() => LeftNotes.Any(root, Aside);

    /// <summary>
    /// Hands over the files that were stored by work which ended before it could say that rows name them. They may be named all the same: by its rows,
    /// where it was killed just after, or by another's. A note goes once <paramref name="take"/> has answered.
    /// </summary>
    public Task ReadLeftAsync(OfficeKey office, Func<IReadOnlyList<BlobRef>, Task> take, CancellationToken cancel) => LeftNotes.ReadAsync(
        Path.Combine(root, office.Folder, Aside), names => take([.. names.Select(name => Find(office, name)).OfType<BlobRef>()]), cancel);

    /// <summary>Moves a finished file to its name, unless the same bytes are there already; somebody else may be doing the same.</summary>
    private async Task PlaceAsync(OfficeKey office, BlobRef blob, string temporary, StoreNote? note, CancellationToken cancel)
    {
        var final = PathOf(office, HashOf(blob));
        var folder = VaultFolders.Make(Path.GetDirectoryName(final)!);
        while (true)
        {
            var taken = File.Exists(final);
            if (taken && await IsWholeAsync(office, blob, cancel))
            {
                File.Delete(temporary);
                return;
            }

            // Where the bytes are there already, a row names them or whoever put them there has noted them.
            note?.Add(blob.Sha256, Path.GetFileNameWithoutExtension(final));
            try
            {
                // A damaged one is kept aside: somebody may need to see what happened to it.
                if (taken)
                    File.Move(final, $"{final}.damaged-{Guid.NewGuid():N}");
                NewFile.Place(temporary, final);
                VaultFolders.MakeReadOnly(final);
                DiskFlush.Folder(folder);
                return;
            }
            catch (IOException) when (File.Exists(temporary) && File.Exists(final))
            {
                // Another copy placed the same bytes in between: look again.
            }
        }
    }

    /// <summary>The file of that name, or null: one that was noted may never have been placed, and one that doesn't open is nobody's to judge by its name.</summary>
    private BlobRef? Find(OfficeKey office, string name)
    {
        try
        {
            using var file = new FileStream(PathOf(office, name), VaultFolders.Shared);
            var header = new byte[BlobFormat.HeaderSize];
            file.ReadExactly(header);
            var (_, sha256, length) = BlobFormat.ReadHeader(header, office);
            return BlobFormat.NameOf(office, sha256) == name ? new BlobRef(Convert.ToHexStringLower(sha256), length) : null;
        }
        catch (Exception problem) when (problem is VaultException or FileNotFoundException or DirectoryNotFoundException or EndOfStreamException)
        {
            return null;
        }
    }

    private List<string> AllOf(OfficeKey office, BlobRef blob)
    {
        var path = PathOf(office, HashOf(blob));
        var folder = Path.GetDirectoryName(path)!;
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, Path.GetFileName(path) + "*")] : [];
    }

    private static byte[] HashOf(BlobRef blob)
    {
        var sha256 = new byte[SHA256.HashSizeInBytes];
        return Convert.FromHexString(blob.Sha256, sha256, out _, out var written) == System.Buffers.OperationStatus.Done && written == sha256.Length
            ? sha256
            : throw new ArgumentException("Not a SHA-256 in hexadecimal.", nameof(blob));
    }

    private string PathOf(OfficeKey office, ReadOnlySpan<byte> sha256) => PathOf(office, BlobFormat.NameOf(office, sha256));

    private string PathOf(OfficeKey office, string name) => Path.Combine(root, office.Folder, name[..2], name + ".sealed");
}
