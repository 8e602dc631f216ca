using Serjeant.Mail.Domains;
using Serjeant.Mail.Lookalikes;
using Serjeant.Moderation;

namespace Serjeant.Mail;

/// <summary>The lists that links and senders are read with. Takes a moment to make: make one and share it.</summary>
public sealed class MailTables
{
    private readonly LureWords lures;

    private MailTables(HostReader hosts, Skeletons skeletons, Brands brands, LureWords lures)
    {
        Hosts = hosts;
        Skeletons = skeletons;
        Brands = brands;
        this.lures = lures;
        Lookalikes = new LookalikeFinder(brands, hosts, skeletons, lures);
    }

    public HostReader Hosts { get; }

    public Skeletons Skeletons { get; }

    public Brands Brands { get; }

    public LookalikeFinder Lookalikes { get; }

    /// <summary>The same, with the office's own domains watched before all others.</summary>
    /// <param name="domains">Such as <c>janesmith.org.uk</c>. What is no domain is left out.</param>
    public MailTables Protecting(IEnumerable<string> domains)
    {
        var own = domains.Select(Hosts.Read).OfType<HostName>().Where(h => h.Kind == HostKind.Name && h.Ascii.Contains('.'))
            .Where(h => Brands.OwnerOf(h)?.Domains.Contains(h.Ascii) != true)
            .Select(h => new Brand(h.Unicode, [h.Unicode], [h.Registrable ?? h.Ascii], [h.Ascii], IsWord: false)).ToArray();
        return own.Length == 0 ? this : new MailTables(Hosts, Skeletons, Brands.With(own), lures);
    }

    /// <summary>Reads <c>tables/*.txt</c> and what this engine knows of <c>rules/mail/</c>; other files are left alone.</summary>
    /// <exception cref="SourceFileException">A file is missing or can't be used.</exception>
    public static MailTables Load(IEnumerable<SourceFile> files)
    {
        var byName = files.ToDictionary(f => f.Name, StringComparer.Ordinal);
        SourceFile File(string name) => byName.TryGetValue(name, out var file) ? file
            : throw new SourceFileException(name, "", "this file is missing beside the program. Install Serjeant again.");
        return new MailTables(
            new HostReader(PublicSuffixes.Load(File("tables/public-suffixes.txt"))),
            Skeletons.Load(File("tables/confusables.txt")),
            Brands.Load(File("rules/mail/protected.yaml")),
            LureWords.Load(File("rules/mail/lure-words.yaml")));
    }
}
