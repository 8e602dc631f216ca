using Serjeant.Text;

namespace Serjeant.Mail.Contacts;

/// <summary>
/// People whom the office knows, by name and by address. Names are compared folded and without order, so that "Smith, Jane" is Jane
/// Smith; an address may be a whole domain (<c>@example.org</c>) and addresses may be given hashed (<see cref="AddressKey"/>), so that a book can be kept without being readable.
/// </summary>
public sealed class ContactBook
{
    private readonly HashSet<string> addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> byName = new(StringComparer.Ordinal);

    public static ContactBook Empty { get; } = new([]);

    /// <param name="people">Names and addresses, or names and keys of addresses.</param>
    public ContactBook(IEnumerable<(string Name, string Address)> people)
    {
        ArgumentNullException.ThrowIfNull(people);
        foreach (var (name, address) in people)
        {
            var key = AddressKey.Of(address);
            addresses.Add(key);
            if (KeyOf(name) is not { } known) continue;
            if (!byName.TryGetValue(known, out var keys)) byName[known] = keys = new(StringComparer.Ordinal);
            keys.Add(key);
        }
    }

    public int Count => addresses.Count;

    public bool KnowsAddress(string address) => addresses.Contains(AddressKey.Of(address)) || DomainKey(address) is { } domain && addresses.Contains(domain);

    /// <summary>The name is a known person's, whatever the address.</summary>
    public bool KnowsName(string name) => KeyOf(name) is { } key && byName.ContainsKey(key);

    /// <summary>The name is a known person's, and this address is none of theirs.</summary>
    public bool IsNewAddressOf(string name, string address) =>
        KeyOf(name) is { } key && byName.TryGetValue(key, out var known) && !known.Contains(AddressKey.Of(address)) && (DomainKey(address) is not { } domain || !known.Contains(domain));

    private static string? DomainKey(string address) => address.LastIndexOf('@') is var at and > 0 ? AddressKey.Of(address[at..]) : null;

    // A first name alone is no person: at least two words of two letters.
    private static string? KeyOf(string name)
    {
        var comma = name.IndexOf(" via ", StringComparison.OrdinalIgnoreCase);
        var folded = Folder.Fold(comma > 0 ? name[..comma] : name);
        var words = folded.Tokens.Where(t => t.Kind == TokenKind.Word).Select(t => folded.TextOf(t).ToString())
            .Where(w => w.Length > 1 && !Titles.Contains(w)).Order(StringComparer.Ordinal).ToArray();
        return words.Length is >= 2 and <= 6 ? string.Join(' ', words) : null;
    }

    private static readonly HashSet<string> Titles = new("mr mrs ms miss mx dr sir dame lord lady baroness rt hon right honourable cllr councillor mp msp ms mla prof rev".Split(' '), StringComparer.Ordinal);
}
