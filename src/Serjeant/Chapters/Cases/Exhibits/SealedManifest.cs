using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>The facts of an exhibit, out of the sealed manifest itself: reading them is no access to what was captured.</summary>
internal static class SealedManifest
{
    /// <param name="of">With its files loaded.</param>
    /// <returns>Null when there is none, or it can't be read.</returns>
    public static async Task<ExhibitManifest?> ReadAsync(OfficeVault vaults, Exhibit of, CancellationToken cancel)
    {
        try
        {
            await using var vault = await vaults.OpenAsync(of.OfficeId, cancel);
            return await ReadAsync(vault, of, cancel);
        }
        catch (VaultException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="ReadAsync(OfficeVault, Exhibit, CancellationToken)"/>
    public static async Task<ExhibitManifest?> ReadAsync(OpenVault vault, Exhibit of, CancellationToken cancel)
    {
        if (of.Files.SingleOrDefault(f => f.Path == ExhibitManifest.FileName) is not { Bytes: <= ExhibitManifest.MaxBytes } file)
            return null;
        try
        {
            return ExhibitManifest.Parse(await vault.ReadAsync(new BlobRef(file.Hash, file.Bytes), cancel));
        }
        catch (Exception e) when (e is VaultException or FormatException or IOException)
        {
            return null;
        }
    }
}
