using Serjeant.Outside.Capture;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>Brings a capture's files into the vault.</summary>
internal static class CapturedFiles
{
    /// <exception cref="VaultException">A file changed between its capture and now.</exception>
    public static async Task<List<SealedFile>> SealAsync(OpenVault vault, CaptureResult result, CancellationToken cancel)
    {
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
