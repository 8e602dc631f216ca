using Serjeant.Mail.Domains;
using Serjeant.Mail.Links;
using Serjeant.Mail.Lookalikes;
using Serjeant.Moderation;

namespace Serjeant.Mail;

/// <summary>The lists that links and senders are read with. Takes a moment to make: make one and share it.</summary>
public sealed class MailTables
{
    private MailTables(HostReader hosts, Skeletons skeletons, Brands brands, LookalikeFinder lookalikes, LinkReader links)
    {
        Hosts = hosts;
        Skeletons = skeletons;
        Brands = brands;
        Lookalikes = lookalikes;
        Links = links;
    }

    public HostReader Hosts { get; }

    public Skeletons Skeletons { get; }

    public Brands Brands { get; }

    public LookalikeFinder Lookalikes { get; }

    public LinkReader Links { get; }

    /// <summary>The same, with the office's own domains watched before all others.</summary>
    /// <param name="domains">Such as <c>janesmith.org.uk</c>. What is no domain is left out.</param>
    public MailTables Protecting(IEnumerable<string> domains)
    {
        ArgumentNullException.ThrowIfNull(domains);
        var own = domains.Select(Hosts.Read).OfType<HostName>().Where(h => h.Kind == HostKind.Name && h.Ascii.Contains('.')).Select(OfOffice).Distinct(StringComparer.Ordinal)
            .Where(d => !Brands.All.Any(b => b.Domains.Contains(d)))
            .Select(d => new Brand(Idn.ToUnicode(d), [], [d], [], [], IsWord: false, IsPublic: false, IsOffice: true)).ToArray();
        if (own.Length == 0) return this;
        var brands = Brands.With(own);
        return new MailTables(Hosts, Skeletons, brands, Lookalikes.With(brands, own, Hosts), Links);
    }

    // What the office itself registered, or its name at a service where names are given out.
    private string OfOffice(HostName host) => Brands.LandlordOf(host) is null && host.Registrable is { } registered ? registered : host.Ascii;

    /// <summary>Reads <c>tables/*.txt</c> and what this engine knows of <c>rules/mail/</c>; other files are left alone.</summary>
    /// <exception cref="SourceFileException">A file is missing or can't be used.</exception>
    public static MailTables Load(IEnumerable<SourceFile> files)
    {
        var byName = files.ToDictionary(f => f.Name, StringComparer.Ordinal);
        SourceFile File(string name) => byName.TryGetValue(name, out var file) ? file
            : throw new SourceFileException(name, "", "this file is missing beside the program. Install Serjeant again.");
        var hosts = new HostReader(PublicSuffixes.Load(File("tables/public-suffixes.txt")));
        var skeletons = Skeletons.Load(File("tables/confusables.txt"));
        var brands = Brands.Load(File("rules/mail/protected.yaml"), hosts);
        var finder = new LookalikeFinder(brands, hosts, skeletons, LureWords.Load(File("rules/mail/lure-words.yaml")), EverydayWords.Load(File("tables/words.txt")));
        return new MailTables(hosts, skeletons, brands, finder, new LinkReader(new AddressReader(hosts), Wrappers.Load(File("rules/mail/wrappers.yaml"))));
    }
}
