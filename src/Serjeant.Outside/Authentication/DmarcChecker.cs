using Serjeant.Evidence;
using Serjeant.Mail.Domains;
using Serjeant.Outside.Lookups;

namespace Serjeant.Outside.Authentication;

/// <summary>How DMARC ended (RFC 7489 §6.6.2, RFC 8601 §2.7.1).</summary>
public enum DmarcState
{
    /// <summary>The domain has no policy, or it can't be told whose mail it claims to be.</summary>
    None = 0,
    Pass,
    Fail,

    /// <summary>The policy, or what it rests on, could not be asked for now.</summary>
    TempError,

    /// <summary>Nothing proves it, but not everything could be checked, so that it may be genuine.</summary>
    Unknown,
    NotChecked,
}

/// <summary>What the domain asks to be done with mail that fails (RFC 7489 §6.3).</summary>
public enum DmarcPolicy { None = 0, Quarantine, Reject }

/// <param name="Domain">Of the From field.</param>
/// <param name="Policy">What holds for that domain; null where there is none.</param>
/// <param name="Reason">One plain sentence without a full stop.</param>
public sealed record DmarcResult(DmarcState State, string Domain, DmarcPolicy? Policy, string Reason);

/// <summary>
/// Whether the domain shown in From stands behind a mail (RFC 7489): SPF or DKIM passed for it or, unless it is strict, for another name of
/// the same registered domain. What it asks to be done is told but not done: the office's mail server had its turn.
/// </summary>
public sealed class DmarcChecker(IDomainNames names, HostReader hosts)
{
    private const string Version = "v=DMARC1";

    /// <param name="from">Every domain of every From field: more than one can't be judged (§6.6.1).</param>
    public async Task<DmarcResult> CheckAsync(IReadOnlyCollection<string> from, SpfResult spf, IReadOnlyList<DkimSignature> signatures, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(spf);
        ArgumentNullException.ThrowIfNull(signatures);
        var domains = from.Select(d => d.TrimEnd('.').ToLowerInvariant()).Distinct(StringComparer.Ordinal).ToArray();
        if (domains is not [var shown] || hosts.Read(shown) is not { Kind: HostKind.Name } host)
            return new DmarcResult(DmarcState.None, "", null, "It does not name exactly one sender, so nobody can vouch for it");
        var (state, record, inherited) = await PolicyAsync(host, cancel);
        if (state != DmarcState.None || record is null)
            return new DmarcResult(state, host.Ascii, null, state switch
            {
                DmarcState.NotChecked => "Nothing was looked up",
                DmarcState.TempError => $"What {host.Ascii} says about its mail could not be asked now",
                _ => $"{host.Ascii} does not say how to tell its mail from a forgery",
            });
        var policy = Policy(record, inherited);
        var signed = signatures.FirstOrDefault(s => s.State == AuthorProofState.Pass && Aligned(s.Domain, host, record.Solid("adkim")));
        if (signed is not null)
            return new DmarcResult(DmarcState.Pass, host.Ascii, policy, $"{host.Ascii} stands behind it: {signed.Domain} signed it");
        if (spf.State == SpfState.Pass && Aligned(spf.Domain, host, record.Solid("aspf")))
            return new DmarcResult(DmarcState.Pass, host.Ascii, policy, $"{host.Ascii} stands behind it: it came by a way that {spf.Domain} uses");
        // Only what could have been the sender's own: a stranger's broken name server leaves nothing open.
        if ((spf.State == SpfState.TempError && Aligned(spf.Domain, host, record.Solid("aspf"))) || signatures.Any(s => s.State == AuthorProofState.NotNow && Aligned(s.Domain, host, record.Solid("adkim"))))
            return new DmarcResult(DmarcState.TempError, host.Ascii, policy, $"Whether {host.Ascii} stands behind it could not be found out now");
        if (spf.State == SpfState.NotChecked)
            return new DmarcResult(DmarcState.Unknown, host.Ascii, policy, $"Nothing proves that {host.Ascii} stands behind it, but how it came is not known, so it may");
        return new DmarcResult(DmarcState.Fail, host.Ascii, policy, $"{host.Ascii} does not stand behind it: neither a signature nor the way it came is theirs");
    }

    /// <summary>The domain's own policy, else that of the registered domain (§6.6.3).</summary>
    private async Task<(DmarcState State, IReadOnlyDictionary<string, string>? Record, bool Inherited)> PolicyAsync(HostName host, CancellationToken cancel)
    {
        foreach (var name in new[] { host.Ascii, Organisation(host) }.Distinct(StringComparer.Ordinal))
        {
            var answer = await names.TextsAsync("_dmarc." + name, cancel);
            if (answer.State == DnsState.Offline) return (DmarcState.NotChecked, null, false);
            if (answer.State == DnsState.Failed) return (DmarcState.TempError, null, false);
            var records = answer.Values.Where(IsPolicy).ToArray();
            if (records.Length > 1) return (DmarcState.None, null, false);
            if (records.Length == 1) return (DmarcState.None, Usable(TagList.Read(records[0])), name != host.Ascii);
        }
        return (DmarcState.None, null, false);
    }

    // Without a policy that can be understood, a record with somewhere to report to is as "none" (§6.6.3); else it is none.
    private static IReadOnlyDictionary<string, string>? Usable(IReadOnlyDictionary<string, string>? record) =>
        record is not null && (Parse(record.Solid("p")) is not null || record.ContainsKey("rua")) ? record : null;

    private static bool IsPolicy(string text) => text.StartsWith(Version, StringComparison.Ordinal) && (text[Version.Length..].TrimStart() is "" or [';', ..]);

    private static DmarcPolicy Policy(IReadOnlyDictionary<string, string> record, bool inherited) =>
        (inherited ? Parse(record.Solid("sp")) : null) ?? Parse(record.Solid("p")) ?? DmarcPolicy.None;

    private static DmarcPolicy? Parse(string word) => word.ToLowerInvariant() switch
    {
        "none" => DmarcPolicy.None,
        "quarantine" => DmarcPolicy.Quarantine,
        "reject" => DmarcPolicy.Reject,
        _ => null,
    };

    private bool Aligned(string proved, HostName shown, string mode)
    {
        if (hosts.Read(proved) is not { Kind: HostKind.Name } host) return false;
        return mode.Equals("s", StringComparison.OrdinalIgnoreCase) ? host.Ascii == shown.Ascii : Organisation(host) == Organisation(shown);
    }

    private static string Organisation(HostName host) => host.Registrable ?? host.Ascii;
}
