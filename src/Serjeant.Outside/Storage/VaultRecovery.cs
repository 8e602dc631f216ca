namespace Serjeant.Outside.Storage;

/// <summary>Opens the evidence store with nothing but its folder and a printed recovery key.</summary>
/// <param name="root">The same folder as the <see cref="EvidenceVault"/>'s.</param>
public sealed class VaultRecovery(string root)
{
    private const string RecoveryFile = "recovery.key";

    /// <summary>
    /// Keeps the office's key under the recovery key beside its files, so that this folder and the printed sheet are
    /// enough without the database. Replaces an older one.
    /// </summary>
    public void KeepRecord(OfficeKey office, byte[] wrappedForRecovery)
    {
        var folder = VaultFolders.Make(Path.Combine(root, office.Folder));
        var temporary = Path.Combine(VaultFolders.Make(Path.Combine(folder, EvidenceVault.Aside)), Guid.NewGuid().ToString("N"));
        using (var file = new FileStream(temporary, VaultFolders.Exclusive))
        {
            file.Write(wrappedForRecovery);
            file.Flush(flushToDisk: true);
            File.Move(temporary, Path.Combine(folder, RecoveryFile), overwrite: true);
        }

        DiskFlush.Folder(folder);
    }

    /// <summary>Finds the office that a printed sheet belongs to and opens its key; needs nothing but this folder.</summary>
    /// <exception cref="VaultException">The sheet opens no office here.</exception>
    public OfficeKey Recover(RecoveryKey recovery)
    {
        foreach (var record in Records())
        {
            try
            {
                return VaultKeys.Recover(File.ReadAllBytes(record), recovery);
            }
            catch (VaultException)
            {
                // Another office's: try the next.
            }
        }

        throw new VaultException("This recovery key opens no office's evidence in this store.");
    }

    /// <summary>Every file of the office that opens: for a recovery without the database.</summary>
    public IEnumerable<BlobRef> List(OfficeKey office)
    {
        var folder = Path.Combine(root, office.Folder);
        if (!Directory.Exists(folder))
            yield break;
        foreach (var path in Directory.EnumerateFiles(folder, "*.sealed", SearchOption.AllDirectories))
        {
            using var file = new FileStream(path, VaultFolders.Shared);
            var header = new byte[BlobFormat.HeaderSize];
            if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
                continue;
            BlobRef? blob = null;
            try
            {
                var (_, sha256, length) = BlobFormat.ReadHeader(header, office);
                blob = new BlobRef(Convert.ToHexStringLower(sha256), length);
            }
            catch (VaultException)
            {
                // Damaged: it has no readable hash to list.
            }

            if (blob is not null)
                yield return blob;
        }
    }

    private IEnumerable<string> Records() => Directory.Exists(root)
        ? Directory.EnumerateDirectories(root).Select(office => Path.Combine(office, RecoveryFile)).Where(File.Exists)
        : [];
}
