namespace Serjeant.Mail.Links;

/// <summary>Reads a link and takes out the addresses within it, up to a bound.</summary>
public sealed class LinkReader(AddressReader addresses, Wrappers wrappers)
{
    /// <summary>Addresses within addresses; honest mail has two or three.</summary>
    public const int MostHops = 8;

    /// <summary>The link, or null with the reason in plain words.</summary>
    public LinkReading? Read(string written, out string? error)
    {
        if (addresses.Read(written, out error) is not { } first) return null;
        var hops = new List<LinkHop> { new(first, null, false, false) };
        while (hops.Count < MostHops && wrappers.Unwrap(hops[^1].Address) is var (by, target) && addresses.Read(target, out _) is { Kind: AddressKind.Web } next)
            hops.Add(new LinkHop(next, by.Name, by.IsFilter, by.Take == WrapperTake.Domain));
        var last = hops[^1].Address;
        var carried = last.Kind == AddressKind.Web && Unwrapping.Carried(last) is { } inner ? addresses.Read(inner, out _) : null;
        return new LinkReading(hops, carried, hops.Count >= MostHops && wrappers.Unwrap(last) is not null);
    }
}
