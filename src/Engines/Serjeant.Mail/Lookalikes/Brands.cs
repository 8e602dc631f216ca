using System.Collections.Frozen;
using Serjeant.Mail.Domains;
using Serjeant.Moderation;

namespace Serjeant.Mail.Lookalikes;

/// <summary>All brands, and whose a domain is.</summary>
public sealed class Brands
{
    private readonly FrozenDictionary<string, Brand> owners;
    private readonly FrozenSet<string> tenants;
    private readonly FrozenSet<string> neighbours;
    private readonly Brands? beneath;

    private Brands(IReadOnlyList<Brand> own, IEnumerable<string> neighbours, Brands? beneath)
    {
        this.beneath = beneath;
        All = beneath is null ? own : [.. own, .. beneath.All];
        var owners = new Dictionary<string, Brand>(StringComparer.Ordinal);
        foreach (var brand in own)
            foreach (var domain in brand.Own) owners.TryAdd(domain, brand);
        this.owners = owners.ToFrozenDictionary(StringComparer.Ordinal);
        tenants = own.SelectMany(b => b.Tenants).ToFrozenSet(StringComparer.Ordinal);
        this.neighbours = neighbours.ToFrozenSet(StringComparer.Ordinal);
    }

    public IReadOnlyList<Brand> All { get; }

    /// <summary>Whose domain the host is under, or null. Where one's domain lies within another's, the longer one decides.</summary>
    /// <remarks>A name that a stranger may take is nobody's: one registered under a public suffix, or one that a customer chose.</remarks>
    public Brand? OwnerOf(HostName host)
    {
        foreach (var name in Parents(host))
            if (Listed(name) is { } brand) return IsTenant(host, name) ? null : brand;
        return null;
    }

    /// <summary>Whose service the host is a customer's name at (<c>anybody.sharepoint.com</c>), or null.</summary>
    public Brand? LandlordOf(HostName host)
    {
        foreach (var name in Parents(host))
            if (Listed(name) is { } brand) return IsTenant(host, name) ? brand : null;
        return null;
    }

    /// <summary>True when the host is that brand's, or its domains lie within the host owner's (<c>hmrc.gov.uk</c> in <c>gov.uk</c>).</summary>
    public bool Belongs(Brand brand, HostName host)
    {
        ArgumentNullException.ThrowIfNull(brand);
        return OwnerOf(host) is { } owner && (owner == brand || brand.Own.Any(mine => owner.Own.Any(theirs => mine.EndsWith($".{theirs}", StringComparison.Ordinal))));
    }

    /// <summary>True for a domain that is near a protected one, but known to be somebody honest's.</summary>
    public bool IsNeighbour(HostName host) => Parents(host).Any(name => neighbours.Contains(name)) || beneath?.IsNeighbour(host) == true;

    /// <summary>The same list with the office's own domains before it.</summary>
    public Brands With(IReadOnlyList<Brand> own) => new(own, [], this);

    /// <exception cref="SourceFileException">The file names field and what to do.</exception>
    public static Brands Load(SourceFile file, HostReader hosts)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(hosts);
        var fields = YamlFields.Parse(file.Name, file.Text);
        fields.TextOrNull("about");
        var brands = fields.Mappings("protected").Select(f => ReadBrand(f, hosts)).ToArray();
        if (brands is []) throw fields.Wrong("protected", "it is missing or empty. List at least one brand.");
        var neighbours = ReadDomains(fields, "neighbours", hosts);
        fields.NothingElse();
        if (brands.SelectMany(b => b.Own).GroupBy(d => d).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
            throw fields.Wrong("protected", $"'{twice.Key}' is listed for two brands. Leave it with one.");
        return new Brands(brands, neighbours, null);
    }

    private static Brand ReadBrand(YamlFields fields, HostReader hosts)
    {
        var name = fields.Text("brand");
        var names = fields.Texts("names");
        var brand = new Brand(name, names.Count > 0 ? names : [name], ReadDomains(fields, "domains", hosts), ReadDomains(fields, "also", hosts), ReadDomains(fields, "tenants", hosts),
            fields.YesNo("word", false), fields.YesNo("public", false));
        if (!brand.Own.Any()) throw fields.Wrong("domains", "the brand has no domain. List one under domains: to watch it, or under also:.");
        fields.NothingElse();
        return brand;
    }

    private static string[] ReadDomains(YamlFields fields, string field, HostReader hosts) => [.. fields.Texts(field).Select(domain =>
    {
        if (!domain.Contains('.') || hosts.Read(domain) is not { Kind: HostKind.Name } host) throw fields.Wrong(field, $"'{domain}' is no domain. Write it like parliament.uk.");
        if (host.Registrable is null && !host.IsRestricted) throw fields.Wrong(field, $"'{domain}' is a public suffix: anybody gets a name under it. Leave it out.");
        return host.Ascii;
    })];

    private Brand? Listed(string name) => owners.TryGetValue(name, out var brand) ? brand : beneath?.Listed(name);

    private bool IsTenant(HostName host, string name) =>
        host.Ascii.Length > name.Length && host.Ascii != $"www.{name}" && (tenants.Contains(name) || beneath?.tenants.Contains(name) == true);

    // Nothing above what was registered speaks for a host, but where a government or the like gives out the names.
    private static IEnumerable<string> Parents(HostName host)
    {
        var shortest = host.Registrable is { } registered && !host.IsRestricted ? registered.Length : 0;
        for (var at = 0; host.Ascii.Length - at >= shortest; at++)
        {
            yield return host.Ascii[at..];
            at = host.Ascii.IndexOf('.', at);
            if (at < 0) yield break;
        }
    }
}
