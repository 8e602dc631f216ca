using System.Security.Cryptography;
using System.Text;

namespace Serjeant.Mail.Contacts;

/// <summary>
/// Makes what is learned of contacts unreadable: HMAC-SHA-256 (RFC 2104) of the address in lower case, and of the name as names are compared, under a key of the
/// office's own. Without the key nobody can try out whether an address is among them.
/// </summary>
public sealed class ContactHashes
{
    /// <summary>Of a key, in bytes.</summary>
    public const int KeyLength = 32;
    private readonly byte[] key;

    /// <exception cref="ArgumentException">The key is not <see cref="KeyLength"/> bytes long.</exception>
    public ContactHashes(byte[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length != KeyLength)
            throw new ArgumentException("A key has 32 bytes.", nameof(key));
        this.key = key;
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string OfAddress(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Of("address\n" + address.Trim().ToLowerInvariant());
    }

    /// <summary>64 lower-case hexadecimal digits; null where it is no person's name (<see cref="NameKey"/>).</summary>
    public string? OfName(string name) => NameKey.Of(name) is { } known ? Of("name\n" + known) : null;

    private string Of(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}

/// <summary>The part of a contact book that was learned and can't be read: it only answers whether a name or an address is in it.</summary>
public sealed class LearnedBook
{
    private readonly ContactHashes hashes;
    private readonly HashSet<string> addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> byName = new(StringComparer.Ordinal);

    /// <param name="contacts">Hashes of addresses, and of a name that the address had; an empty one for none.</param>
    public LearnedBook(ContactHashes hashes, IEnumerable<(string AddressHash, string NameHash)> contacts)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        this.hashes = hashes ?? throw new ArgumentNullException(nameof(hashes));
        foreach (var (address, name) in contacts)
        {
            addresses.Add(address);
            if (name.Length == 0) continue;
            if (!byName.TryGetValue(name, out var theirs)) byName[name] = theirs = new(StringComparer.Ordinal);
            theirs.Add(address);
        }
    }

    public int Count => addresses.Count;

    internal bool KnowsAddress(string address) => addresses.Contains(hashes.OfAddress(address));

    internal bool KnowsName(string name) => hashes.OfName(name) is { } hash && byName.ContainsKey(hash);

    /// <summary>The name was seen with this address.</summary>
    internal bool KnowsBoth(string name, string address) => hashes.OfName(name) is { } hash && byName.TryGetValue(hash, out var theirs) && theirs.Contains(hashes.OfAddress(address));
}
