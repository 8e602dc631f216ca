namespace Serjeant.Mail.Links;

/// <summary>One step of a link: an address, and who led to it.</summary>
/// <param name="By">The service that carried it along; null for the link itself.</param>
/// <param name="ByFilter">The receiver's own mail filter did, which says nothing of the sender.</param>
/// <param name="SiteOnly">The service tells only the site, and not the page.</param>
public sealed record LinkHop(WebAddress Address, string? By, bool ByFilter, bool SiteOnly);

/// <summary>A link, followed as far as it can be without asking anybody.</summary>
/// <param name="Hops">The link itself first; at least one.</param>
/// <param name="Carried">An address that the last one carries along without being a known service: it may lead on there. Null where there is none.</param>
/// <param name="IsDeeper">There are more addresses within addresses than are taken out.</param>
public sealed record LinkReading(IReadOnlyList<LinkHop> Hops, WebAddress? Carried, bool IsDeeper)
{
    public WebAddress First => Hops[0].Address;

    /// <summary>Where it leads, as far as can be told.</summary>
    public WebAddress Target => Hops[^1].Address;
}
