using System.Net;
using System.Net.Sockets;

namespace Serjeant.Outside.Lookups;

/// <summary>
/// Asks others until there has been enough waiting; from then on no answer comes (<see cref="DnsState.Failed"/>). So one sender's slow name
/// server costs the answers about that sender, and not those about everybody else in the mail.
/// </summary>
/// <param name="enough">When it has been enough. Unlike the token of a question, it ends the question and not the work.</param>
public sealed class ImpatientNames(IDomainNames names, CancellationToken enough) : IDomainNames
{
    public string Resolvers => names.Resolvers;

    public Task<DnsAnswer<string>> TextsAsync(string name, CancellationToken cancel) => AskAsync(stop => names.TextsAsync(name, stop), cancel);

    public Task<DnsAnswer<IPAddress>> AddressesAsync(string name, AddressFamily family, CancellationToken cancel) => AskAsync(stop => names.AddressesAsync(name, family, stop), cancel);

    public Task<DnsAnswer<string>> MailServersAsync(string name, CancellationToken cancel) => AskAsync(stop => names.MailServersAsync(name, stop), cancel);

    public Task<DnsAnswer<string>> NamesOfAsync(IPAddress address, CancellationToken cancel) => AskAsync(stop => names.NamesOfAsync(address, stop), cancel);

    private async Task<DnsAnswer<T>> AskAsync<T>(Func<CancellationToken, Task<DnsAnswer<T>>> ask, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (enough.IsCancellationRequested)
            return DnsAnswer<T>.Of(DnsState.Failed);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, enough);
        try
        {
            // A resolver's client may go on waiting for its own time-out; nobody waits for it.
            return await ask(stop.Token).WaitAsync(stop.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return DnsAnswer<T>.Of(DnsState.Failed);
        }
    }
}
