using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;

namespace Serjeant.Outside.Lookups;

/// <summary>
/// Asks resolvers over UDP, and over TCP where an answer is too long. An answer has at most <see cref="MostValues"/> records and 16 KB of
/// text in each; more is cut, since no honest domain needs it.
/// </summary>
public sealed class DomainNames : IDomainNames
{
    public const int MostValues = 50;
    public const int LongestText = 16 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private readonly LookupClient client;

    /// <param name="servers">Whom to ask; none: the resolvers of this machine.</param>
    public DomainNames(params IPEndPoint[] servers)
    {
        ArgumentNullException.ThrowIfNull(servers);
        var options = servers.Length > 0 ? new LookupClientOptions(servers) : new LookupClientOptions();
        options.Timeout = Patience;
        options.Retries = 1;
        options.ThrowDnsErrors = false;
        options.UseCache = true;
        options.CacheFailedResults = false;
        options.MaximumCacheTimeout = TimeSpan.FromMinutes(10);
        options.EnableAuditTrail = false;
        client = new LookupClient(options);
    }

    public string Resolvers => string.Join(", ", client.NameServers.Select(server => server.ToString()));

    public Task<DnsAnswer<string>> TextsAsync(string name, CancellationToken cancel) =>
        AskAsync(name, QueryType.TXT, answers => answers.TxtRecords().Select(t => string.Concat(t.Text)).Where(t => t.Length <= LongestText), cancel);

    public Task<DnsAnswer<IPAddress>> AddressesAsync(string name, AddressFamily family, CancellationToken cancel) =>
        AskAsync(name, family == AddressFamily.InterNetwork ? QueryType.A : QueryType.AAAA, answers => answers.AddressRecords().Select(a => a.Address), cancel);

    public Task<DnsAnswer<string>> MailServersAsync(string name, CancellationToken cancel) =>
        AskAsync(name, QueryType.MX, answers => answers.MxRecords().OrderBy(m => m.Preference).Select(m => Plain(m.Exchange)), cancel);

    public Task<DnsAnswer<string>> NamesOfAsync(IPAddress address, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(address);
        return AskAsync(address.GetArpaName(), QueryType.PTR, answers => answers.PtrRecords().Select(p => Plain(p.PtrDomainName)), cancel);
    }

    private async Task<DnsAnswer<T>> AskAsync<T>(string name, QueryType type, Func<IEnumerable<DnsResourceRecord>, IEnumerable<T>> values, CancellationToken cancel)
    {
        try
        {
            var answer = await client.QueryAsync(name, type, cancellationToken: cancel);
            return answer.Header.ResponseCode switch
            {
                DnsHeaderResponseCode.NoError => DnsAnswer<T>.Of([.. values(answer.Answers).Take(MostValues)]),
                DnsHeaderResponseCode.NotExistentDomain => DnsAnswer<T>.Of(DnsState.NoSuchName),
                _ => DnsAnswer<T>.Of(DnsState.Failed),
            };
        }
        catch (DnsResponseException)
        {
            return DnsAnswer<T>.Of(DnsState.Failed);
        }
        catch (ArgumentException)
        {
            // No name that the domain name system could have: an empty label, or one of more than 63 bytes.
            return DnsAnswer<T>.Of(DnsState.NoSuchName);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return DnsAnswer<T>.Of(DnsState.Failed);
        }
    }

    private static string Plain(DnsString name) => name.Value.TrimEnd('.');
}
