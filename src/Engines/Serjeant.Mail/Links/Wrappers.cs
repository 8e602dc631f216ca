using System.Collections.Frozen;
using Serjeant.Moderation;

namespace Serjeant.Mail.Links;

/// <summary>All services that carry addresses along, and the address that one of theirs leads to.</summary>
public sealed class Wrappers
{
    private readonly FrozenDictionary<string, Wrapper[]> byHost;

    private Wrappers(IReadOnlyList<Wrapper> all)
    {
        All = all;
        byHost = all.SelectMany(w => w.Hosts.Select(h => (h, w))).GroupBy(x => x.h, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.Select(x => x.w).ToArray(), StringComparer.Ordinal);
    }

    public IReadOnlyList<Wrapper> All { get; }

    /// <exception cref="SourceFileException">The file names field and what to do.</exception>
    public static Wrappers Load(SourceFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var fields = YamlFields.Parse(file.Name, file.Text);
        fields.TextOrNull("about");
        var all = fields.Mappings("wrappers").Select(Read).ToArray();
        fields.NothingElse();
        return all.Length > 0 ? new Wrappers(all) : throw fields.Wrong("wrappers", "it is missing or empty. List at least one service.");
    }

    /// <summary>What the address leads to by way of a known service, or null. Nothing is asked of anybody.</summary>
    internal (Wrapper By, string Target)? Unwrap(WebAddress address)
    {
        if (address.Host is not { Kind: Domains.HostKind.Name } host || address.Kind != AddressKind.Web) return null;
        for (var at = 0; at >= 0; at = host.Ascii.IndexOf('.', at) is var dot and >= 0 ? dot + 1 : -1)
        {
            if (!byHost.TryGetValue(host.Ascii[at..], out var wrappers)) continue;
            foreach (var wrapper in wrappers)
                if (address.Path.StartsWith(wrapper.Path, StringComparison.OrdinalIgnoreCase) && Unwrapping.Take(wrapper, address) is { Length: > 0 } target) return (wrapper, target);
        }
        return null;
    }

    private static Wrapper Read(YamlFields fields)
    {
        var take = fields.OneOf("take", WrapperTake.Query, ("query", WrapperTake.Query), ("path", WrapperTake.Path), ("domain", WrapperTake.Domain), ("proofpoint-2", WrapperTake.Proofpoint2),
            ("proofpoint-3", WrapperTake.Proofpoint3), ("amp", WrapperTake.Amp), ("translate", WrapperTake.Translate));
        var wrapper = new Wrapper(fields.Text("name"), fields.Texts("hosts"), fields.TextOrNull("path") ?? "", take, fields.Texts("keys"), fields.YesNo("filter", false), [.. fields.Texts("samples").Select(s => Pair(fields, s))]);
        if (wrapper.Hosts.Count == 0) throw fields.Wrong("hosts", "it is missing or empty. List at least one host.");
        if (take is WrapperTake.Query or WrapperTake.Domain && wrapper.Keys.Count == 0) throw fields.Wrong("keys", "it is missing or empty. List the key that holds the address.");
        if (wrapper.Samples.Count == 0) throw fields.Wrong("samples", "give at least one address and what it leads to.");
        fields.NothingElse();
        return wrapper;
    }

    private static (string From, string To) Pair(YamlFields fields, string sample) =>
        sample.Split(" -> ") is [var from, var to] ? (from, to) : throw fields.Wrong("samples", $"'{sample}' must be an address, ' -> ' and what it leads to.");
}
