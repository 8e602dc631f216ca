using System.Collections.Frozen;
using Serjeant.Mail.Domains;
using Serjeant.Moderation;

namespace Serjeant.Mail.Lookalikes;

/// <summary>All brands, and whose a domain is.</summary>
public sealed class Brands
{
    private readonly FrozenDictionary<string, Brand> owners;
    private readonly FrozenSet<string> neighbours;

    private Brands(IReadOnlyList<Brand> all, IEnumerable<string> neighbours)
    {
        All = all;
        var owners = new Dictionary<string, Brand>(StringComparer.Ordinal);
        foreach (var brand in all)
            foreach (var domain in brand.Domains.Concat(brand.Also)) owners.TryAdd(domain, brand);
        this.owners = owners.ToFrozenDictionary(StringComparer.Ordinal);
        this.neighbours = neighbours.ToFrozenSet(StringComparer.Ordinal);
    }

    public IReadOnlyList<Brand> All { get; }

    internal IReadOnlyCollection<string> Neighbours => neighbours;

    /// <summary>Whose domain the host is under, or null. Where one's domain lies within another's, the longer one decides.</summary>
    public Brand? OwnerOf(HostName host)
    {
        foreach (var name in Parents(host))
            if (owners.TryGetValue(name, out var brand)) return brand;
        return null;
    }

    /// <summary>True for a domain that is near a protected one, but known to be somebody honest's.</summary>
    public bool IsNeighbour(HostName host) => Parents(host).Any(neighbours.Contains);

    /// <summary>The same list with the office's own domains before it.</summary>
    public Brands With(IEnumerable<Brand> own) => new([.. own, .. All], neighbours);

    /// <exception cref="SourceFileException">The file names field and what to do.</exception>
    public static Brands Load(SourceFile file)
    {
        var fields = YamlFields.Parse(file.Name, file.Text);
        fields.TextOrNull("about");
        var brands = fields.Mappings("protected").Select(ReadBrand).ToArray();
        if (brands is []) throw fields.Wrong("protected", "it is missing or empty. List at least one brand.");
        var neighbours = ReadDomains(fields, "neighbours");
        fields.NothingElse();
        if (brands.SelectMany(b => b.Domains.Concat(b.Also)).GroupBy(d => d).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
            throw fields.Wrong("protected", $"'{twice.Key}' is listed for two brands. Leave it with one.");
        return new Brands(brands, neighbours);
    }

    private static Brand ReadBrand(YamlFields fields)
    {
        var name = fields.Text("brand");
        var domains = ReadDomains(fields, "domains");
        if (domains is []) throw fields.Wrong("domains", "it is missing or empty. List the domain that is imitated.");
        var brand = new Brand(name, [name, .. fields.Texts("names")], domains, ReadDomains(fields, "also"), fields.YesNo("word", false));
        fields.NothingElse();
        return brand;
    }

    private static string[] ReadDomains(YamlFields fields, string field) => [.. fields.Texts(field).Select(domain =>
        domain.Contains('.') && Idn.ToAscii(domain) is { } ascii ? ascii : throw fields.Wrong(field, $"'{domain}' is no domain. Write it like parliament.uk."))];

    private static IEnumerable<string> Parents(HostName host)
    {
        for (var at = 0; ; at++)
        {
            yield return host.Ascii[at..];
            at = host.Ascii.IndexOf('.', at);
            if (at < 0) yield break;
        }
    }
}
