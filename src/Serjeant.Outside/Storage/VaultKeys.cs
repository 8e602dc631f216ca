using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Serjeant.Outside.Storage;

/// <summary>
/// A new office's key, wrapped twice, and the recovery key to print once and then forget.
/// Both wrapped forms go in the office's row; neither is a secret without the ring or the printed sheet.
/// </summary>
public sealed record NewOfficeKey(byte[] Wrapped, byte[] WrappedForRecovery, RecoveryKey RecoveryKey);

/// <summary>
/// Makes and opens the keys that the evidence store is encrypted with. The program opens them with its data-protection
/// ring; a person opens them with the printed recovery key when the ring is lost.
/// </summary>
public sealed class VaultKeys(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Serjeant.EvidenceVault.OfficeKey.v1");

    /// <summary>A new random key for one office.</summary>
    public NewOfficeKey Create()
    {
        using var key = new OfficeKey(RandomNumberGenerator.GetBytes(OfficeKey.Size));
        var recovery = RecoveryKey.Create();
        return new NewOfficeKey(Wrap(key), RecoveryRecord.Wrap(key, recovery), recovery);
    }

    /// <summary>Opens a key with the program's own ring.</summary>
    /// <exception cref="VaultException">The ring does not hold the key that wrapped it, or the bytes were changed.</exception>
    public OfficeKey Unlock(byte[] wrapped)
    {
        try
        {
            return new OfficeKey(protector.Unprotect(wrapped));
        }
        catch (CryptographicException inner)
        {
            throw new VaultException("The evidence store's key cannot be opened by this program's key ring. Use the printed recovery key.", inner);
        }
    }

    /// <summary>Wraps an opened key with this program's ring: after a recovery on a new machine.</summary>
    public byte[] Wrap(OfficeKey key) => protector.Protect(key.Secret.ToArray());

    /// <summary>A new printed key in place of a lost one. The old sheet opens nothing that is wrapped from now on.</summary>
    public static (byte[] WrappedForRecovery, RecoveryKey RecoveryKey) ReplaceRecoveryKey(OfficeKey key)
    {
        var recovery = RecoveryKey.Create();
        return (RecoveryRecord.Wrap(key, recovery), recovery);
    }

    /// <summary>Opens a key with the printed sheet; needs neither the ring nor the database.</summary>
    /// <exception cref="VaultException">This sheet is another office's, or an older one.</exception>
    public static OfficeKey Recover(byte[] wrappedForRecovery, RecoveryKey recovery) =>
        RecoveryRecord.Unwrap(wrappedForRecovery, recovery);
}
