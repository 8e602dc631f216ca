using System.Net;
using System.Net.Sockets;

namespace Serjeant.Outside.Lookups;

/// <summary>
/// The domain name system, as proofs of mail ask it. A boundary: tests answer from a table, an office that is offline from nothing
/// (<see cref="NoDomainNames"/>). Never throws for an answer that doesn't come; that is <see cref="DnsState.Failed"/>.
/// </summary>
public interface IDomainNames
{
    /// <summary>Who is asked, for what is kept of an answer: addresses with commas between them.</summary>
    string Resolvers => "resolvers that are not named";

    /// <summary>TXT records, each with its strings joined without a space (RFC 7208 §3.3, RFC 6376 §3.6.2.2).</summary>
    Task<DnsAnswer<string>> TextsAsync(string name, CancellationToken cancel);

    /// <summary>A records for <see cref="AddressFamily.InterNetwork"/>, else AAAA.</summary>
    Task<DnsAnswer<IPAddress>> AddressesAsync(string name, AddressFamily family, CancellationToken cancel);

    /// <summary>Names of mail servers (MX), best first, without a dot at the end.</summary>
    Task<DnsAnswer<string>> MailServersAsync(string name, CancellationToken cancel);

    /// <summary>Names that an address claims (PTR), without a dot at the end.</summary>
    Task<DnsAnswer<string>> NamesOfAsync(IPAddress address, CancellationToken cancel);
}

/// <summary>How a question ended.</summary>
public enum DnsState
{
    Found = 1,

    /// <summary>There is no such name (RCODE 3).</summary>
    NoSuchName,

    /// <summary>The name is there, but has no such record.</summary>
    NoRecord,

    /// <summary>No answer, or one that says nothing: try again later.</summary>
    Failed,

    /// <summary>Nothing was asked: the office is offline by choice.</summary>
    Offline,
}

/// <param name="Values">Empty unless <see cref="DnsState.Found"/>.</param>
public sealed record DnsAnswer<T>(DnsState State, IReadOnlyList<T> Values)
{
    public static DnsAnswer<T> Of(DnsState state) => new(state, []);

    public static DnsAnswer<T> Of(IReadOnlyList<T> values) => new(values.Count > 0 ? DnsState.Found : DnsState.NoRecord, values);

    /// <summary>An answer came, and it was empty: what RFC 7208 §4.6.4 calls a void lookup.</summary>
    public bool IsVoid => State is DnsState.NoSuchName or DnsState.NoRecord;
}
