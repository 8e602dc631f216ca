using System.Net;
using System.Net.Sockets;
using Serjeant.Outside.Lookups;

namespace Serjeant.Outside.Authentication;

/// <summary>
/// Whether a domain lets this address send for it (RFC 7208). At most 10 terms that ask, 2 empty answers, 10 names of one MX or PTR, and
/// 20 seconds (§4.6.4); explanations are not fetched, since they are words of whoever sent the mail.
/// </summary>
public sealed class SpfChecker(IDomainNames names, TimeProvider time)
{
    public const int MostLookups = 10;
    public const int MostVoid = 2;
    public const int MostNames = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <param name="ip">Who connected to the office's mail server.</param>
    /// <param name="helo">The name it gave.</param>
    /// <param name="mailFrom">MAIL FROM; empty for a bounce, where HELO stands for it (§2.4).</param>
    public async Task<SpfResult> CheckAsync(IPAddress ip, string helo, string mailFrom, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(ip);
        ArgumentNullException.ThrowIfNull(helo);
        ArgumentNullException.ThrowIfNull(mailFrom);
        if (ip.IsIPv4MappedToIPv6) ip = ip.MapToIPv4();
        var sender = mailFrom.Length == 0 ? "postmaster@" + helo : mailFrom.Contains('@', StringComparison.Ordinal) ? mailFrom : "postmaster@" + mailFrom;
        if (sender[0] == '@') sender = "postmaster" + sender;
        var asked = new SpfAsked(ip, sender, helo);
        var domain = asked.SenderDomain.TrimEnd('.').ToLowerInvariant();
        using var patience = new CancellationTokenSource(Patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            // A resolver's client may go on waiting for its own time-out; nobody waits for it.
            var state = await new Check(names, asked, stop.Token).RunAsync(domain).WaitAsync(stop.Token);
            return new SpfResult(state, domain, Words(state, domain, ip));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new SpfResult(SpfState.TempError, domain, Words(SpfState.TempError, domain, ip));
        }
        catch (SpfException e)
        {
            return new SpfResult(e.State, domain, Words(e.State, domain, ip));
        }
    }

    private static string Words(SpfState state, string domain, IPAddress ip) => state switch
    {
        SpfState.Pass => $"{domain} lets {ip} send its mail",
        SpfState.Fail => $"{domain} does not let {ip} send its mail",
        SpfState.SoftFail => $"{domain} says that {ip} probably should not send its mail",
        SpfState.Neutral => $"{domain} does not say whether {ip} may send its mail",
        SpfState.TempError => $"Whether {domain} lets {ip} send its mail could not be asked now",
        SpfState.PermError => $"What {domain} says about who may send its mail is not in order",
        SpfState.NotChecked => "Nothing was looked up",
        _ => $"{domain} does not say who may send its mail",
    };

    private sealed class SpfException(SpfState state) : Exception
    {
        internal SpfState State { get; } = state;
    }

    /// <summary>One mail's check, with what it has used up.</summary>
    private sealed class Check(IDomainNames names, SpfAsked asked, CancellationToken cancel)
    {
        private int lookups;
        private int empty;
        private List<string>? validated;

        internal async Task<SpfState> RunAsync(string domain)
        {
            if (!IsAskable(domain)) return SpfState.None;
            var answer = await names.TextsAsync(domain, cancel);
            if (answer.State == DnsState.Offline) return SpfState.NotChecked;
            if (answer.State == DnsState.Failed) return SpfState.TempError;
            var records = answer.Values.Where(SpfRecord.Is).ToArray();
            if (records.Length == 0) return SpfState.None;
            if (records.Length > 1 || SpfRecord.Read(records[0]) is not { } record) return SpfState.PermError;
            foreach (var term in record.Terms)
            {
                if (term.Asks) Count();
                if (await MatchesAsync(term, domain)) return term.Qualifier;
            }
            if (record.Redirect is null) return SpfState.Neutral;
            Count();
            var elsewhere = await RunAsync(await NameAsync(record.Redirect, domain));
            return elsewhere == SpfState.None ? SpfState.PermError : elsewhere;
        }

        private async Task<bool> MatchesAsync(SpfTerm term, string domain)
        {
            if (term.Mechanism == SpfMechanism.All) return true;
            if (term.Network is { } network) return network.Contains(asked.Ip);
            var target = term.Target is null ? domain : await NameAsync(term.Target, domain);
            switch (term.Mechanism)
            {
                case SpfMechanism.Include:
                    return await RunAsync(target) switch
                    {
                        SpfState.Pass => true,
                        SpfState.TempError => throw new SpfException(SpfState.TempError),
                        SpfState.None or SpfState.PermError => throw new SpfException(SpfState.PermError),
                        SpfState.NotChecked => throw new SpfException(SpfState.NotChecked),
                        _ => false,
                    };
                case SpfMechanism.A:
                    return Within(await AddressesAsync(target, asked.Ip.AddressFamily), term);
                case SpfMechanism.Exists:
                    return (await AddressesAsync(target, AddressFamily.InterNetwork)).Count > 0; // A even for IPv6 (§5.7)
                case SpfMechanism.Ptr:
                    return (await ValidatedAsync()).Any(name => DkimChecker.IsUnder(name, target.ToLowerInvariant()));
                default:
                    var servers = IsAskable(target) ? Use(await names.MailServersAsync(target, cancel)) : [];
                    if (servers.Count > MostNames) throw new SpfException(SpfState.PermError);
                    foreach (var server in servers)
                        if (Within(await AddressesAsync(server, asked.Ip.AddressFamily, counts: false), term)) return true;
                    return false;
            }
        }

        private bool Within(IReadOnlyList<IPAddress> addresses, SpfTerm term) =>
            addresses.Any(a => AddressMask.SameNetwork(a, asked.Ip, a.AddressFamily == AddressFamily.InterNetwork ? term.Prefix4 : term.Prefix6));

        private async Task<IReadOnlyList<IPAddress>> AddressesAsync(string name, AddressFamily family, bool counts = true) =>
            IsAskable(name) ? Use(await names.AddressesAsync(name, family, cancel), counts) : [];

        /// <summary>Names that the address claims and that lead back to it (§5.5). Trouble with them is no match, never an error.</summary>
        private async Task<List<string>> ValidatedAsync()
        {
            if (validated is not null) return validated;
            validated = [];
            var claimed = await names.NamesOfAsync(asked.Ip, cancel);
            if (claimed.IsVoid) CountEmpty();
            foreach (var name in claimed.Values.Take(MostNames).Where(IsAskable))
                if ((await names.AddressesAsync(name, asked.Ip.AddressFamily, cancel)).Values.Contains(asked.Ip)) validated.Add(name.TrimEnd('.').ToLowerInvariant());
            return validated;
        }

        private async Task<string> NameAsync(string spec, string domain)
        {
            var claimed = "unknown";
            if (spec.Contains("%{p", StringComparison.OrdinalIgnoreCase))
            {
                var all = await ValidatedAsync();
                claimed = all.FirstOrDefault(n => n == domain) ?? all.FirstOrDefault(n => DkimChecker.IsUnder(n, domain)) ?? all.FirstOrDefault() ?? "unknown";
            }
            return SpfMacro.Name(spec, domain, letter => letter == 'p' ? claimed : SpfMacro.Value(letter, asked));
        }

        private IReadOnlyList<T> Use<T>(DnsAnswer<T> answer, bool counts = true)
        {
            if (answer.State == DnsState.Failed) throw new SpfException(SpfState.TempError);
            if (answer.State == DnsState.Offline) throw new SpfException(SpfState.NotChecked);
            if (answer.IsVoid && counts) CountEmpty();
            return answer.Values;
        }

        private void Count()
        {
            if (++lookups > MostLookups) throw new SpfException(SpfState.PermError);
        }

        private void CountEmpty()
        {
            if (++empty > MostVoid) throw new SpfException(SpfState.PermError);
        }

        private static bool IsAskable(string name) =>
            name.Length is > 0 and <= 253 && name.Contains('.', StringComparison.Ordinal) && name.Split('.').All(label => label.Length is > 0 and <= 63) && name.All(c => c is > ' ' and <= '~');
    }
}
