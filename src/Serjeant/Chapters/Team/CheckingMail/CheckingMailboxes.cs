using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.ByMail;
using Serjeant.Data;
using Serjeant.Outside.Mailboxes;

namespace Serjeant.Chapters.Team.CheckingMail;

/// <summary>One thing that was tried, and what came of it.</summary>
/// <param name="Problem">One plain sentence without a full stop; null when it works.</param>
public sealed record TriedStep(string What, string? Problem, string? Note = null);

/// <summary>The office's checking mailbox: its settings, a try, on and off.</summary>
public sealed class CheckingMailboxes(SerjeantDb db, OfficeChanges changes, SealedSecrets secrets, MailConnections connections, TimeProvider time)
{
    public Task<CheckingMailbox?> FindAsync(CancellationToken cancel) => db.CheckingMailboxes.AsNoTracking().SingleOrDefaultAsync(cancel);

    /// <summary>Whether the secret that is kept may go on being used: only with the servers, the user and the token's source that it was entered for.</summary>
    public static bool KeepsSecret(CheckingMailbox? old, CheckingMailbox box) => old is not null && old.Way == box.Way && old.User == box.User
        && old.ImapHost == box.ImapHost && old.SmtpHost == box.SmtpHost && old.TokenAddress == box.TokenAddress && old.ClientId == box.ClientId;

    /// <param name="box">Without a secret: it is taken from <paramref name="secret"/>, or from what is kept.</param>
    public Task SaveAsync(Person by, CheckingMailbox box, MailSecret? secret, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        var row = await db.CheckingMailboxes.SingleOrDefaultAsync(cancel);
        box.OfficeId = by.OfficeId;
        // A client's new secret ends no sign-in that was made with the old one.
        if (secret is { Password: null, RefreshToken: null } && KeepsSecret(row, box)) secret = secret with { RefreshToken = secrets.Open(by.OfficeId, row!.Secret).RefreshToken };
        box.Secret = secret is null ? row!.Secret : secrets.Seal(by.OfficeId, secret);
        box.SetById = by.Id;
        box.SetAt = time.GetUtcNow();
        if (row is null)
        {
            db.CheckingMailboxes.Add(box);
        }
        else
        {
            box.Id = row.Id;
            box.On = row.On;
            (box.LeaseOwner, box.LeaseUntil, box.CheckedAt) = (row.LeaseOwner, row.LeaseUntil, row.CheckedAt);
            db.Entry(row).CurrentValues.SetValues(box);
        }
        ledger.Record("office.checking-mailbox-set", "office", by.OfficeId, ("imap", $"{box.ImapHost}:{box.ImapPort}"), ("smtp", $"{box.SmtpHost}:{box.SmtpPort}"), ("secret", secret is null ? "kept" : "new"));
    }, cancel);

    /// <returns>False when there is none.</returns>
    public Task<bool> SwitchAsync(Person by, bool on, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        var row = await db.CheckingMailboxes.SingleOrDefaultAsync(cancel);
        if (row is null) return false;
        if (row.On == on) return true;
        (row.On, row.Problem, row.Failures, row.RestUntil) = (on, null, 0, null);
        ledger.Record(on ? "office.checking-mailbox-on" : "office.checking-mailbox-off", "office", by.OfficeId);
        return true;
    }, cancel);

    /// <returns>False when there is none.</returns>
    public Task<bool> RemoveAsync(Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        var row = await db.CheckingMailboxes.SingleOrDefaultAsync(cancel);
        if (row is null) return false;
        db.CheckingMailboxes.Remove(row);
        ledger.Record("office.checking-mailbox-removed", "office", by.OfficeId);
        return true;
    }, cancel);

    /// <summary>Signs in at both servers as the worker would, and looks at the inbox. Sends and changes nothing.</summary>
    public async Task<IReadOnlyList<TriedStep>?> TryAsync(CancellationToken cancel)
    {
        if (await FindAsync(cancel) is not { } box) return null;
        var steps = new List<TriedStep>();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        await StepAsync(steps, "Reading mail", async () =>
        {
            await using var inbox = await ImapInbox.OpenAsync(await connections.ImapAsync(box.Imap(), secrets.LoginOf(box), stop.Token), box.ImapHost, stop.Token);
            return inbox.TellsByItself ? "The server tells at once when mail comes" : "The server doesn’t tell when mail comes, so it is asked twice a minute";
        }, cancel);
        await StepAsync(steps, "Sending answers", async () =>
        {
            using var client = await connections.SmtpAsync(box.Smtp(), secrets.LoginOf(box), stop.Token);
            await client.DisconnectAsync(true, stop.Token);
            return "Signed in. Whether it lets this address send is seen with the first answer";
        }, cancel);
        return steps;
    }

    private static async Task StepAsync(List<TriedStep> steps, string what, Func<Task<string>> work, CancellationToken cancel)
    {
        try
        {
            steps.Add(new TriedStep(what, null, await work()));
        }
        catch (MailboxException e)
        {
            steps.Add(new TriedStep(what, e.Message));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            steps.Add(new TriedStep(what, "The server did not answer in time"));
        }
    }
}
