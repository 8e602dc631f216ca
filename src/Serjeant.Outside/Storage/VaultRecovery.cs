namespace Serjeant.Outside.Storage;

/// <summary>Opens the evidence store with nothing but what is in it and a printed recovery key.</summary>
public sealed class VaultRecovery(IBlobStore blobs)
{
    /// <summary>
    /// Keeps the office's key under the recovery key beside its files, so that the store and the printed sheet are
    /// enough without the database. Replaces an older one.
    /// </summary>
    public Task KeepRecordAsync(OfficeKey office, byte[] wrappedForRecovery, CancellationToken cancel) => blobs.KeepRecordAsync(office.Folder, wrappedForRecovery, cancel);

    /// <summary>Finds the office that a printed sheet belongs to and opens its key; needs nothing but the store.</summary>
    /// <exception cref="VaultException">The sheet opens no office here.</exception>
    public async Task<OfficeKey> RecoverAsync(RecoveryKey recovery, CancellationToken cancel)
    {
        await foreach (var record in blobs.RecordsAsync(cancel))
        {
            try
            {
                return VaultKeys.Recover(record, recovery);
            }
            catch (VaultException)
            {
                // Another office's: try the next.
            }
        }

        throw new VaultException("This recovery key opens no office's evidence in this store.");
    }
}
