using Serjeant.Mail.Domains;
using Serjeant.Mail.Lookalikes;
using Serjeant.Mail.Signals;

namespace Serjeant.Mail.Looking;

/// <summary>A name that a page shows and that is not its site's.</summary>
/// <param name="Prominent">In the title, a heading or a picture's name, where a page says whose it is.</param>
internal sealed record ShownName(Brand Brand, string Name, Evidence Where, bool Prominent);

/// <summary>
/// Whose name a page goes by, against whose site it is. A name in passing ("sign in with Google", "follow us on X") is no claim: lines that hold a word of
/// <c>rules/mail/lists/page-asides.yaml</c> are passed over.
/// </summary>
internal sealed class ShownNames(Sites sites, IReadOnlyList<string> asides)
{
    private const int MostLines = 40;
    private const int Beginning = 300;
    private const int FewWords = 4;

    // Beside these an everyday word is somebody's name: "Apple ID", "Sign in – Wise".
    private static readonly string[] Beside = ["sign in", "log in", "login", "account", " id", "support", "security", "wallet", "bank"];

    /// <summary>The first name that belongs to none of these sites; prominent ones first. Null where there is none.</summary>
    internal ShownName? Foreign(LookedPage page, IReadOnlyList<HostName> own)
    {
        foreach (var (line, where) in Prominent(page))
            if (In(line, own, asSender: true) is var (brand, name)) return new ShownName(brand, name, new Evidence(Place.Header, SenderSignals.Cut(line), where), true);
        foreach (var line in Lines(page.Text))
            if (In(line, own, asSender: false) is var (brand, name))
                return new ShownName(brand, name, new Evidence(Place.Text, SenderSignals.Cut(line)), false);
        return null;
    }

    private static IEnumerable<(string Line, string Where)> Prominent(LookedPage page) =>
        new[] { (page.Title, "Title") }.Concat(page.Headings.Select(h => (h, "Heading"))).Concat(page.Pictures.Select(p => (p, "Picture"))).Where(l => l.Item1.Length > 0).Take(MostLines);

    // Where a page says whose it is: at its beginning, and where it claims the rights.
    private static IEnumerable<string> Lines(string text)
    {
        var at = 0;
        var taken = 0;
        foreach (var line in text.Split('\n'))
        {
            if (taken >= MostLines) yield break;
            var claims = line.Contains('©') || line.Contains("copyright", StringComparison.OrdinalIgnoreCase);
            if (line.Trim().Length > 0 && (at < Beginning || claims))
            {
                taken++;
                yield return line.Length > 400 ? line[..400] : line;
            }
            at += line.Length + 1;
        }
    }

    private (Brand Brand, string Name)? In(string line, IReadOnlyList<HostName> own, bool asSender)
    {
        var lower = $" {line.ToLowerInvariant()} ";
        if (asides.Any(a => lower.Contains(a, StringComparison.Ordinal))) return null;
        if (sites.BrandIn(line, asSender) is not var (brand, name) || own.Any(h => sites.Belongs(brand, h.Ascii))) return null;
        var everyday = brand.IsWord && line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > FewWords && !Beside.Any(b => lower.Contains(b, StringComparison.Ordinal));
        return everyday ? null : (brand, name);
    }
}
