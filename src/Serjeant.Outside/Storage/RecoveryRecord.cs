using System.Security.Cryptography;

namespace Serjeant.Outside.Storage;

/// <summary>
/// The office's key under the recovery key: version (1 byte), nonce (12), AES-256-GCM ciphertext (32), tag (16).
/// </summary>
internal static class RecoveryRecord
{
    private const byte Version = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int Size = 1 + NonceSize + OfficeKey.Size + TagSize;

    public static byte[] Wrap(OfficeKey key, RecoveryKey recovery)
    {
        var record = new byte[Size];
        record[0] = Version;
        var nonce = record.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(recovery.WrappingKey(), TagSize);
        aes.Encrypt(nonce, key.Secret, record.AsSpan(1 + NonceSize, OfficeKey.Size), record.AsSpan(Size - TagSize), record.AsSpan(0, 1));
        return record;
    }

    public static OfficeKey Unwrap(byte[] record, RecoveryKey recovery)
    {
        if (record.Length != Size || record[0] != Version)
            throw new VaultException("The stored recovery record is not one that this version knows.");
        var secret = new byte[OfficeKey.Size];
        try
        {
            using var aes = new AesGcm(recovery.WrappingKey(), TagSize);
            aes.Decrypt(record.AsSpan(1, NonceSize), record.AsSpan(1 + NonceSize, OfficeKey.Size), record.AsSpan(Size - TagSize), secret, record.AsSpan(0, 1));
        }
        catch (AuthenticationTagMismatchException inner)
        {
            throw new VaultException("This recovery key does not open this office's evidence. It may be another office's, or one that has been replaced.", inner);
        }

        return new OfficeKey(secret);
    }
}
