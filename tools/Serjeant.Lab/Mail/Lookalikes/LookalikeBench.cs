using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Serjeant.Chapters.Plans.Judging;
using Serjeant.Mail;
using Serjeant.Mail.Domains;
using Serjeant.Mail.Lookalikes;

namespace Serjeant.Lab.Mail.Lookalikes;

/// <summary><c>bench lookalikes</c>: how many imitations of the protected domains are found, and how many genuine domains are called one.</summary>
internal static partial class LookalikeBench
{
    /// <summary>From so many points on a link to such a domain is amber at least.</summary>
    internal const double Called = 2;

    internal static Command Create()
    {
        var data = TrainMail.Data();
        var own = TrainMail.Own();
        var more = new Option<string[]>("--genuine") { Description = "Files with more genuine domains, one a line.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var misses = new Option<string?>("--misses") { Description = "A file for the imitations that were missed and the genuine domains that were called one." };
        var command = new Command("lookalikes", "Measures the finder of imitated domains.") { data, own, more, misses };
        command.SetAction(result => Run(result.GetRequiredValue(data), result.GetRequiredValue(own), result.GetValue(more) ?? [], result.GetValue(misses)));
        return command;
    }

    private static int Run(string data, string own, string[] more, string? misses)
    {
        var tables = Shipped.MailTables();
        var wrong = new List<string>();
        var clock = Stopwatch.StartNew();
        var names = Found(tables, wrong);
        Genuine("genuine organisations (genuine-domains.txt)", Lines(Path.Combine(own, "genuine-domains.txt")), tables, wrong, names);
        Genuine("hosts in genuine mail", MailSets.Read(data, own).Where(s => !s.Phishing).SelectMany(s => Host().Matches(System.Text.Encoding.Latin1.GetString(s.Raw)).Select(m => m.Groups[1].Value.ToLowerInvariant())), tables, wrong, names);
        var everyday = Lines(Path.Combine(AppContext.BaseDirectory, "tables", "words.txt")).Where((_, i) => i % 8 == 0).SelectMany(w => new[] { $"{w}.com", $"{w}.co.uk", $"{w}.org" });
        Genuine("every eighth everyday word as .com, .co.uk, .org", everyday, tables, wrong, names);
        foreach (var file in more) Genuine(Path.GetFileName(file), Lines(file), tables, wrong, names);
        Report.Say($"\n{clock.Elapsed.TotalSeconds:0} s, {1e6 * clock.Elapsed.TotalSeconds / names.Total:0} µs a name");
        if (misses is not null) File.WriteAllLines(misses, wrong);
        return 0;
    }

    private sealed class Tally
    {
        internal int Total { get; set; }
    }

    private static Tally Found(MailTables tables, List<string> wrong)
    {
        var tally = new Tally();
        var kinds = new SortedDictionary<string, (int Found, int All)>(StringComparer.Ordinal);
        foreach (var domain in tables.Brands.All.SelectMany(b => b.Domains))
        {
            var dot = domain.IndexOf('.', StringComparison.Ordinal);
            foreach (var (kind, name) in Permutations.Of(domain[..dot], domain[(dot + 1)..]))
            {
                // What is a genuine domain of somebody we know is no imitation, though it may be a letter away.
                if (tables.Hosts.Read(name) is not { } host || tables.Brands.OwnerOf(host) is not null || tables.Brands.IsNeighbour(host)) continue;
                var found = IsCalled(tables, host);
                var (hits, all) = kinds.GetValueOrDefault(kind);
                kinds[kind] = (hits + (found ? 1 : 0), all + 1);
                if (!found) wrong.Add($"missed {kind} {domain} {name}");
            }
        }
        foreach (var (kind, (hits, all)) in kinds) Report.Say($"{kind,-52} {Report.Share(hits, all)}");
        Report.Say($"{"all imitations",-52} {Report.Share(kinds.Values.Sum(k => k.Found), kinds.Values.Sum(k => k.All))}\n");
        tally.Total = kinds.Values.Sum(k => k.All);
        return tally;
    }

    private static void Genuine(string title, IEnumerable<string> names, MailTables tables, List<string> wrong, Tally tally)
    {
        var hosts = names.Select(tables.Hosts.Read).OfType<HostName>().Where(h => h.Kind == HostKind.Name && h.Registrable is not null).DistinctBy(h => h.Ascii).ToArray();
        var called = hosts.Where(h => IsCalled(tables, h)).ToArray();
        wrong.AddRange(called.Select(h => $"called {h.Ascii} {tables.Lookalikes.Find(h)!.Reason}"));
        var (low, high) = new Count(called.Length, hosts.Length).Interval;
        Report.Say($"{title,-52} {100.0 * called.Length / Math.Max(1, hosts.Length):0.00} % ({100 * low:0.00}–{100 * high:0.00}) of {hosts.Length:N0} called an imitation");
        tally.Total += hosts.Length;
    }

    private static bool IsCalled(MailTables tables, HostName host) => tables.Lookalikes.Find(host) is { Points: >= Called };

    private static IEnumerable<string> Lines(string file) => File.ReadLines(file).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#');

    [GeneratedRegex(@"(?:https?://|@)([A-Za-z0-9][A-Za-z0-9.-]{1,200}\.[A-Za-z]{2,20})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Host();
}
