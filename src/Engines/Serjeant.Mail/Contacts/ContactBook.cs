namespace Serjeant.Mail.Contacts;

/// <summary>
/// People whom the office knows, by name and by address. Names are compared folded and without order, so that "Smith, Jane" is Jane
/// Smith; an address may be a whole domain (<c>@example.org</c>) and addresses may be given hashed (<see cref="AddressKey"/>). What was learned of a mailbox
/// (<see cref="LearnedBook"/>) is part of the same book, though neither its names nor its addresses can be read.
/// </summary>
public sealed class ContactBook
{
    private readonly HashSet<string> addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> domainsByName = new(StringComparer.Ordinal);
    private readonly LearnedBook? learned;

    public static ContactBook Empty { get; } = new([]);

    /// <param name="people">Names and addresses, or names and keys of addresses.</param>
    /// <param name="learned">Whom a mailbox's owner writes with; null where nothing was learned.</param>
    public ContactBook(IEnumerable<(string Name, string Address)> people, LearnedBook? learned = null)
    {
        ArgumentNullException.ThrowIfNull(people);
        this.learned = learned;
        foreach (var (name, address) in people)
        {
            var key = AddressKey.Of(address);
            addresses.Add(key);
            if (NameKey.Of(name) is not { } known) continue;
            if (!byName.TryGetValue(known, out var keys)) byName[known] = keys = new(StringComparer.Ordinal);
            keys.Add(key);
            if (DomainKey(address) is not { } domain) continue;
            if (!domainsByName.TryGetValue(known, out var domains)) domainsByName[known] = domains = new(StringComparer.Ordinal);
            domains.Add(domain);
        }
    }

    public int Count => addresses.Count + (learned?.Count ?? 0);

    /// <param name="byDomain">An entry for the whole domain counts; false where anybody gets an address there.</param>
    public bool KnowsAddress(string address, bool byDomain = true) =>
        addresses.Contains(AddressKey.Of(address)) || byDomain && DomainKey(address) is { } domain && addresses.Contains(domain) || learned?.KnowsAddress(address) == true;

    /// <summary>The name is a known person's, whatever the address.</summary>
    public bool KnowsName(string name) => NameKey.Of(name) is { } key && byName.ContainsKey(key) || learned?.KnowsName(name) == true;

    /// <summary>The name is a known person's, and this address is none of theirs.</summary>
    /// <param name="byDomain">As in <see cref="KnowsAddress"/>.</param>
    public bool IsNewAddressOf(string name, string address, bool byDomain = true)
    {
        var known = NameKey.Of(name) is { } key ? byName.GetValueOrDefault(key) : null;
        if (known is null && learned?.KnowsName(name) != true) return false;
        return known?.Contains(AddressKey.Of(address)) != true && (!byDomain || DomainKey(address) is not { } domain || known?.Contains(domain) != true) && learned?.KnowsBoth(name, address) != true;
    }

    /// <summary>One of the addresses under this name has the same domain: colleagues share mailboxes. What was given hashed can't be told.</summary>
    public bool SharesDomain(string name, string address) =>
        NameKey.Of(name) is { } key && DomainKey(address) is { } domain && domainsByName.TryGetValue(key, out var domains) && domains.Contains(domain);

    private static string? DomainKey(string address) => address.LastIndexOf('@') is var at and > 0 ? AddressKey.Of(address[at..]) : null;
}
