using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MimeKit;

namespace Serjeant.Outside.Mailboxes;

/// <summary>Who wrote a message to whom, as its header says: names as shown, addresses in lower case.</summary>
/// <param name="At">When the server got it.</param>
public sealed record SeenHeader(uint Uid, DateTimeOffset At, IReadOnlyList<(string Name, string Address)> From, IReadOnlyList<(string Name, string Address)> To);

/// <summary>A folder of a mailbox, of which only From and To are ever asked for. It is opened to be read, and nothing in it changes, not even what is unread.</summary>
public sealed class MailHeaders : IAsyncDisposable
{
    /// <summary>Messages asked for at once. Servers bound a header to a megabyte or less.</summary>
    public const int Batch = 100;
    private const int MostAddresses = 200;
    private const int MostFolders = 500;
    private const int LongestFolder = 200;
    private const int LongestAddress = 254;
    private static readonly string[] SentNames = ["Sent", "Sent Items", "Sent Mail", "Sent Messages", "INBOX.Sent"];
    private readonly ImapClient client;
    private readonly string server;
    private readonly IMailFolder folder;

    private MailHeaders(ImapClient client, string server, IMailFolder folder, bool sent) => (this.client, this.server, this.folder, IsSent) = (client, server, folder, sent);

    public uint UidValidity => folder.UidValidity;

    /// <summary>It is the folder of what its owner sent, whatever address they wrote from.</summary>
    public bool IsSent { get; }

    /// <param name="name">The folder's whole name; empty for that of sent mail (RFC 6154, or a usual name).</param>
    /// <exception cref="MailboxException">There is none.</exception>
    public static async Task<MailHeaders> OpenAsync(ImapClient client, string server, string name, CancellationToken cancel)
    {
        try
        {
            var found = name.Length == 0 ? await SentAsync(client, cancel) : await client.GetFolderAsync(WholeName(client, name), cancel);
            if (found is null) throw new MailboxException($"{server} marks no folder as that of sent mail. Enter its name");
            await found.OpenAsync(FolderAccess.ReadOnly, cancel);
            return new MailHeaders(client, server, found, name.Length == 0 || found.Attributes.HasFlag(FolderAttributes.Sent));
        }
        catch (Exception e)
        {
            client.Dispose();
            if (MailboxException.Of(e, server) is { } told) throw told;
            throw;
        }
    }

    /// <summary>The folders that can be opened, as <see cref="OpenAsync"/> takes their names: that of sent mail first (RFC 6154, or a usual name), else by name. The connection is closed.</summary>
    /// <exception cref="MailboxException">The server does not list them.</exception>
    public static async Task<IReadOnlyList<string>> FoldersAsync(ImapClient client, string server, CancellationToken cancel)
    {
        using (client)
        {
            try
            {
                var found = new List<IMailFolder>();
                foreach (var space in client.PersonalNamespaces.Take(10)) found.AddRange(await client.GetFoldersAsync(space, StatusItems.None, false, cancel));
                var names = found.Where(f => (f.Attributes & (FolderAttributes.NoSelect | FolderAttributes.NonExistent)) == 0 && f.FullName.Length is > 0 and <= LongestFolder)
                    .OrderByDescending(f => f.Attributes.HasFlag(FolderAttributes.Sent)).ThenByDescending(f => SentNames.Contains(f.FullName, StringComparer.OrdinalIgnoreCase)).ThenBy(f => f.FullName, StringComparer.OrdinalIgnoreCase)
                    .Take(MostFolders).Select(f => f.FullName.Contains('/', StringComparison.Ordinal) || f.DirectorySeparator == '\0' ? f.FullName : f.FullName.Replace(f.DirectorySeparator, '/')).ToList();
                await client.DisconnectAsync(true, cancel);
                return names;
            }
            catch (Exception e) when (MailboxException.Of(e, server) is { } told)
            {
                throw told;
            }
        }
    }

    /// <summary>The newest messages, newest first.</summary>
    /// <param name="below">Only those with a lower UID; null for all.</param>
    public Task<IReadOnlyList<uint>> NewestAsync(int most, uint? below, CancellationToken cancel) => TellAsync<IReadOnlyList<uint>>(async () =>
    {
        if (below is <= 1) return [];
        var found = await folder.SearchAsync(below is { } under ? SearchQuery.Uids([.. new UniqueIdRange(new UniqueId(1), new UniqueId(under - 1))]) : SearchQuery.All, cancel);
        return [.. found.Select(u => u.Id).OrderDescending().Take(most)];
    });

    public Task<IReadOnlyList<SeenHeader>> ReadAsync(IEnumerable<uint> uids, CancellationToken cancel) => TellAsync<IReadOnlyList<SeenHeader>>(async () =>
    {
        var wanted = new FetchRequest(MessageSummaryItems.UniqueId | MessageSummaryItems.InternalDate, new HashSet<HeaderId> { HeaderId.From, HeaderId.To });
        var found = await folder.FetchAsync([.. uids.Take(Batch).Select(u => new UniqueId(u))], wanted, cancel);
        return [.. found.Select(m => new SeenHeader(m.UniqueId.Id, m.InternalDate ?? DateTimeOffset.UnixEpoch, People(m.Headers, HeaderId.From), People(m.Headers, HeaderId.To)))];
    });

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            if (client.IsConnected) await client.DisconnectAsync(true, patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException || MailboxException.Of(e, server) is not null)
        {
            // It is gone either way.
        }
        client.Dispose();
    }

    /// <summary>People write a folder within a folder with a slash; servers have separators of their own.</summary>
    private static string WholeName(ImapClient client, string name) =>
        client.PersonalNamespaces is [var first, ..] && first.DirectorySeparator is not ('/' or '\0') ? name.Replace('/', first.DirectorySeparator) : name;

    private static async Task<IMailFolder?> SentAsync(ImapClient client, CancellationToken cancel)
    {
        if ((client.Capabilities & (ImapCapabilities.SpecialUse | ImapCapabilities.XList)) != 0 && client.GetFolder(SpecialFolder.Sent) is { } marked) return marked;
        foreach (var name in SentNames)
        {
            try
            {
                return await client.GetFolderAsync(name, cancel);
            }
            catch (FolderNotFoundException)
            {
                // Another name, then.
            }
        }
        return null;
    }

    private static List<(string Name, string Address)> People(HeaderList? headers, HeaderId id)
    {
        var people = new List<(string, string)>();
        foreach (var header in headers?.Where(h => h.Id == id) ?? [])
            if (InternetAddressList.TryParse(header.RawValue, out var list))
                people.AddRange(list.Mailboxes.Select(m => (m.Name ?? "", (m.Address ?? "").Trim().ToLowerInvariant())).Where(p => p.Item2.Length is > 2 and <= LongestAddress && p.Item2.IndexOf('@') is var at and > 0 && at < p.Item2.Length - 1).Take(MostAddresses - people.Count));
        return people;
    }

    private async Task<T> TellAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (MailboxException.Of(e, server) is { } told)
        {
            throw told;
        }
    }
}
