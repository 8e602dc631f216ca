using Serjeant.Data;
using Serjeant.Outside.Capture;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>Brings a capture's files into the vault.</summary>
internal static class CapturedFiles
{
    /// <summary>
    /// The files are named as doomed before they are stored; the exhibit takes them back. A kill in between leaves them to
    /// the sweep of what no exhibit names.
    /// </summary>
    /// <exception cref="VaultException">A file changed between its capture and now.</exception>
    public static async Task<List<SealedFile>> SealAsync(SerjeantDb db, long officeId, OpenVault vault, CaptureResult result, CancellationToken cancel)
    {
        db.DoomedBlobs.AddRange(result.Files.Select(f => new DoomedBlob { OfficeId = officeId, Hash = f.Sha256, Bytes = f.Bytes }));
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        var files = new List<SealedFile>();
        foreach (var file in result.Files)
        {
            await using var stream = File.OpenRead(Path.Combine(result.Folder, file.Path));
            var blob = await vault.StoreAsync(stream, cancel);
            if (blob.Sha256 != file.Sha256)
                throw new VaultException("A captured file changed before it was sealed. Ask for the capture again.");
            files.Add(new SealedFile(file.Path, MediaTypes.Of(file.Path), blob));
        }
        return files;
    }
}
