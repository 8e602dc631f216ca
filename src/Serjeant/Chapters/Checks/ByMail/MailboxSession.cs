using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Outside.Mailboxes;

namespace Serjeant.Chapters.Checks.ByMail;

/// <summary>
/// One connection to an office's checking mailbox: deals with what is there, waits for more (IDLE, RFC 2177, or asking each minute), until it is told to stop, the
/// settings change, the lease is lost or the server goes away. Trouble makes the next begin later, each time more.
/// </summary>
public sealed class MailboxSession(IServiceScopeFactory scopes, MailConnections connections, TimeProvider time)
{
    public const string Answered = "Serjeant answered";
    public const string Left = "Serjeant left unanswered";

    /// <summary>Looked at in one go.</summary>
    public const int Most = 200;

    /// <summary>How long it is known what became of a mail; the ledger knows of answers for good.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>A wait is renewed after this; servers hang up on longer ones, and leases must be.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan[] Rests = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];

    /// <param name="stay">False: deal with what is there and come back.</param>
    /// <returns>How many messages were dealt with; null when somebody else has the mailbox or it is off.</returns>
    public async Task<int?> RunAsync(long mailboxId, string owner, bool stay, CancellationToken cancel)
    {
        if (!await ClaimAsync(mailboxId, owner, cancel) || await BoxAsync(mailboxId, cancel) is not { On: true } box) return null;
        var handled = 0;
        try
        {
            await using var inbox = await OpenAsync(box, cancel);
            do
            {
                handled += await AllAsync(box, inbox, owner, cancel);
                await WellAsync(box, cancel);
                if (!stay) break;
                await inbox.WaitAsync(Slice, cancel);
            }
            while (await ClaimAsync(mailboxId, owner, cancel) && await IsSameAsync(box, cancel));
        }
        catch (MailboxException e)
        {
            await TroubleAsync(box, e.Message, CancellationToken.None);
        }
        finally
        {
            await InScopeAsync(s => s.GetRequiredService<Leases>().ReleaseAsync<CheckingMailbox>(mailboxId, owner, CancellationToken.None));
        }
        return handled;
    }

    private async Task<ImapInbox> OpenAsync(CheckingMailbox box, CancellationToken cancel)
    {
        var login = await InScopeAsync(s => Task.FromResult(s.GetRequiredService<SealedSecrets>().LoginOf(box)));
        return await ImapInbox.OpenAsync(await connections.ImapAsync(box.Imap(), login, cancel), box.ImapHost, cancel);
    }

    private async Task<int> AllAsync(CheckingMailbox box, ImapInbox inbox, string owner, CancellationToken cancel)
    {
        var handled = 0;
        foreach (var place in await inbox.ListAsync(Most, cancel))
        {
            if (!await ClaimAsync(box.Id, owner, cancel)) return handled;
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<SerjeantDb>().OfficeScope = box.OfficeId;
            var state = await scope.ServiceProvider.GetRequiredService<ForwardedMails>().HandleAsync(box, inbox.UidValidity, place, most => inbox.ReadAsync(place.Uid, most, cancel), cancel);
            if (state is ForwardedState.Taken or ForwardedState.Answering) continue;
            await inbox.MoveAsync(place.Uid, state == ForwardedState.Answered ? Answered : Left, cancel);
            handled++;
        }
        return handled;
    }

    private Task<bool> ClaimAsync(long id, string owner, CancellationToken cancel) => InScopeAsync(s => s.GetRequiredService<Leases>().ClaimAsync<CheckingMailbox>(id, owner, cancel));

    private Task<CheckingMailbox?> BoxAsync(long id, CancellationToken cancel) =>
        InScopeAsync(s => s.GetRequiredService<SerjeantDb>().CheckingMailboxes.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancel));

    private async Task<bool> IsSameAsync(CheckingMailbox box, CancellationToken cancel)
    {
        if (await BoxAsync(box.Id, cancel) is not { On: true } now || now.SetAt != box.SetAt) return false;
        box.Secret = now.Secret; // another copy of the program may have been given a new refresh token
        return true;
    }

    private async Task WellAsync(CheckingMailbox box, CancellationToken cancel)
    {
        await SetAsync(box.Id, time.GetUtcNow(), null, 0, null, cancel);
        var old = time.GetUtcNow() - Kept;
        await InScopeAsync(s => s.GetRequiredService<SerjeantDb>().ForwardedMails.IgnoreQueryFilters()
            .Where(m => m.OfficeId == box.OfficeId && m.SeenAt < old && m.State != ForwardedState.Taken && m.State != ForwardedState.Answering).ExecuteDeleteAsync(cancel));
    }

    private Task TroubleAsync(CheckingMailbox box, string problem, CancellationToken cancel) =>
        SetAsync(box.Id, null, problem, box.Failures + 1, time.GetUtcNow() + Rests[Math.Min(box.Failures, Rests.Length - 1)], cancel);

    private Task SetAsync(long id, DateTimeOffset? well, string? problem, int failures, DateTimeOffset? rest, CancellationToken cancel) =>
        InScopeAsync(s => s.GetRequiredService<SerjeantDb>().CheckingMailboxes.IgnoreQueryFilters().Where(m => m.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.CheckedAt, m => well ?? m.CheckedAt).SetProperty(m => m.Problem, problem).SetProperty(m => m.Failures, failures).SetProperty(m => m.RestUntil, rest), cancel));

    private async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    private async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }
}
