using MailKit;
using MailKit.Net.Imap;

namespace Serjeant.Outside.Mailboxes;

/// <summary>A message's place.</summary>
/// <param name="Bytes">Its length as the server says.</param>
public sealed record InboxPlace(uint Uid, long Bytes);

/// <summary>The inbox of a mailbox, open.</summary>
public sealed class ImapInbox : IAsyncDisposable
{
    private readonly ImapClient client;
    private readonly string server;
    private readonly IMailFolder inbox;
    private readonly Dictionary<string, IMailFolder> folders = new(StringComparer.Ordinal);

    private ImapInbox(ImapClient client, string server, IMailFolder inbox) => (this.client, this.server, this.inbox) = (client, server, inbox);

    public uint UidValidity => inbox.UidValidity;

    public bool TellsByItself => client.Capabilities.HasFlag(ImapCapabilities.Idle);

    public static async Task<ImapInbox> OpenAsync(ImapClient client, string server, CancellationToken cancel)
    {
        try
        {
            var inbox = client.Inbox ?? throw new MailboxException($"{server} has no inbox for this user");
            await inbox.OpenAsync(FolderAccess.ReadWrite, cancel);
            return new ImapInbox(client, server, inbox);
        }
        catch (Exception e) when (MailboxException.Of(e, server) is { } told)
        {
            throw told;
        }
    }

    /// <summary>What lies there, oldest first.</summary>
    public Task<IReadOnlyList<InboxPlace>> ListAsync(int most, CancellationToken cancel) => TellAsync(async () =>
    {
        if (inbox.Count == 0) return [];
        var found = await inbox.FetchAsync(0, Math.Min(inbox.Count, most) - 1, MessageSummaryItems.UniqueId | MessageSummaryItems.Size, cancel);
        return (IReadOnlyList<InboxPlace>)[.. found.Select(m => new InboxPlace(m.UniqueId.Id, m.Size ?? 0)).OrderBy(p => p.Uid)];
    });

    /// <summary>A message's bytes, or its header's alone; null when it is gone.</summary>
    public Task<byte[]?> ReadAsync(uint uid, int most, CancellationToken cancel) => TellAsync<byte[]?>(async () =>
    {
        try
        {
            await using var stream = await inbox.GetStreamAsync(new UniqueId(uid), 0, most, cancel);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, cancel);
            return bytes.ToArray();
        }
        catch (MessageNotFoundException)
        {
            return null;
        }
    });

    /// <summary>Moves a message into a folder below the first of the user's namespaces; makes the folder where there is none.</summary>
    public Task MoveAsync(uint uid, string folder, CancellationToken cancel) => TellAsync(async () =>
    {
        if (!folders.TryGetValue(folder, out var target))
        {
            var root = client.GetFolder(client.PersonalNamespaces[0]);
            target = (await root.GetSubfoldersAsync(false, cancel)).FirstOrDefault(f => f.Name == folder)
                ?? await root.CreateAsync(folder, true, cancel) ?? throw new MailboxException($"{server} made no folder {folder}");
            folders[folder] = target;
        }
        await inbox.AddFlagsAsync(new UniqueId(uid), MessageFlags.Seen, true, cancel);
        await inbox.MoveToAsync(new UniqueId(uid), target, cancel);
        return true;
    });

    /// <summary>Waits until the server says that something came, or the time is over. Without IDLE it asks once at the end.</summary>
    public Task WaitAsync(TimeSpan time, CancellationToken cancel) => TellAsync(async () =>
    {
        if (!TellsByItself)
        {
            await Task.Delay(time, cancel);
            await client.NoOpAsync(cancel);
            return true;
        }
        using var done = new CancellationTokenSource(time);
        void Came(object? sender, EventArgs e) => done.Cancel();
        inbox.CountChanged += Came;
        try
        {
            await client.IdleAsync(done.Token, cancel);
        }
        finally
        {
            inbox.CountChanged -= Came;
        }
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (client.IsConnected) await client.DisconnectAsync(true, new CancellationTokenSource(TimeSpan.FromSeconds(5)).Token);
        }
        catch (Exception e) when (e is OperationCanceledException || MailboxException.Of(e, server) is not null)
        {
            // It is gone either way.
        }
        client.Dispose();
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
