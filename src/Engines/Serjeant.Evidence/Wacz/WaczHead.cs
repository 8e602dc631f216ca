using System.Security.Cryptography;

namespace Serjeant.Evidence;

/// <summary>What stands for a whole WACZ, read without checking it.</summary>
/// <param name="PackageSha256">SHA-256 of its <c>datapackage.json</c>, lower-case hexadecimal: what its signature is over, and what a time-stamp may be over.</param>
/// <param name="SigningKey">SHA-256 of the public key that it says signs it, lower-case hexadecimal; null where it names none.</param>
public sealed record WaczHead(string PackageSha256, string? SigningKey)
{
    /// <param name="wacz">Seekable; stays open.</param>
    /// <exception cref="FormatException">It is no WACZ, or one that should not be opened.</exception>
    public static async Task<WaczHead> ReadAsync(Stream wacz, CancellationToken cancellation)
    {
        var tree = new HashedTree(new ZipTree(wacz));
        if (!tree.Has(DataPackage.FileName))
            throw new FormatException($"A WACZ must have {DataPackage.FileName}.");
        return Of(await tree.ReadAsync(DataPackage.FileName, DataPackage.MaxBytes, cancellation));
    }

    internal static WaczHead Of(byte[] package)
    {
        var key = DataPackage.Parse(package).SigningKey;
        var hash = key?.StartsWith(DataPackage.HashPrefix, StringComparison.Ordinal) == true ? key[DataPackage.HashPrefix.Length..] : null;
        return new WaczHead(Convert.ToHexStringLower(SHA256.HashData(package)), hash is not null && SumsFile.IsHash(hash) ? hash : null);
    }
}
