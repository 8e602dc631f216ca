using System.Security.Cryptography;

namespace Serjeant.Evidence;

/// <summary>A tree that hashes each file once, though the bag's manifest, the exhibit's and the ledger all ask about it.</summary>
internal sealed class HashedTree(IFileTree tree)
{
    private readonly Dictionary<string, long> lengths = tree.Files.ToDictionary(f => f.Path, f => f.Bytes, StringComparer.Ordinal);
    private readonly Dictionary<string, string> hashes = new(StringComparer.Ordinal);

    public IReadOnlyList<TreeFile> Files => tree.Files;

    public bool Has(string path) => lengths.ContainsKey(path);

    /// <returns>SHA-256, lower-case hexadecimal.</returns>
    /// <exception cref="FormatException">The file can't be unpacked, or is not as long as it says.</exception>
    public async ValueTask<string> HashAsync(string path, CancellationToken cancellation)
    {
        if (hashes.TryGetValue(path, out var known))
            return known;
        try
        {
            await using var stream = tree.Open(path);
            return hashes[path] = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new FormatException("The file can't be unpacked.", e);
        }
    }

    /// <exception cref="FormatException">The file is longer than <paramref name="maxBytes"/>, or can't be unpacked.</exception>
    public async ValueTask<byte[]> ReadAsync(string path, int maxBytes, CancellationToken cancellation)
    {
        if (lengths[path] > maxBytes)
            throw new FormatException($"{path} is longer than {maxBytes} bytes.");
        try
        {
            await using var stream = tree.Open(path);
            var bytes = new byte[lengths[path]];
            await stream.ReadExactlyAsync(bytes, cancellation);
            return bytes;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new FormatException($"{path} can't be unpacked.", e);
        }
    }
}
