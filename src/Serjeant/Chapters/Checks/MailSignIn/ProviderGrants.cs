using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.ByMail;
using Serjeant.Data;
using Serjeant.Outside.Mailboxes;
using Serjeant.Shell.Access;

namespace Serjeant.Chapters.Checks.MailSignIn;

/// <summary>Fetches the refresh token for which somebody signed in, and keeps it sealed with the account it is for.</summary>
public sealed class ProviderGrants(SerjeantDb db, OfficeChanges changes, SealedSecrets secrets, OAuthTokens tokens, TimeProvider time)
{
    /// <returns>Null when it is kept; else why not, as a sentence without a full stop.</returns>
    public async Task<string?> KeepAsync(Me me, BegunSignIn begun, string code, CancellationToken cancel)
    {
        if (await FindAsync(me, begun, cancel) is not { TokenAddress: { } address } box)
            return "The account that this was for is no longer there";
        string refresh;
        try
        {
            var source = new TokenSource(new Uri(address), box.ClientId ?? "", secrets.Open(me.OfficeId, box.Secret).ClientSecret, "");
            refresh = await tokens.ExchangeAsync(source, code, begun.Verifier, begun.Return, cancel);
        }
        catch (MailboxException e)
        {
            return e.Message;
        }
        return await changes.RunAsync<string?>(me.OfficeId, me.Id, async ledger =>
        {
            if (await FindAsync(me, begun, cancel) is not { } row || row.TokenAddress != box.TokenAddress || row.ClientId != box.ClientId)
                return "The account’s settings were changed meanwhile. Sign in again";
            row.Secret = secrets.Seal(me.OfficeId, secrets.Open(me.OfficeId, row.Secret) with { Password = null, RefreshToken = refresh });
            var now = time.GetUtcNow();
            switch (row)
            {
                case CheckingMailbox mailbox:
                    (mailbox.Problem, mailbox.Failures, mailbox.RestUntil, mailbox.SetAt) = (null, 0, null, now);
                    break;
                case WatchedMailbox watched:
                    (watched.Problem, watched.NextAt) = (null, now);
                    break;
                case ContactLearning learning:
                    learning.State = LearningState.Queued;
                    break;
            }
            ledger.Record("mail.signed-in-at-provider", begun.For switch { SignInFor.CheckingMailbox => "checking-mailbox", SignInFor.WatchedMailbox => "watched-mailbox", _ => "contact-learning" }, row.Id, ("provider", new Uri(address).Host));
            return null;
        }, cancel);
    }

    /// <summary>The office's own accounts for who manages it; the learning from a mailbox for its owner.</summary>
    private async Task<IOAuthMailbox?> FindAsync(Me me, BegunSignIn begun, CancellationToken cancel) => begun.For switch
    {
        SignInFor.CheckingMailbox when me.Can(Permission.ManageOffice) => await db.CheckingMailboxes.SingleOrDefaultAsync(m => m.Id == begun.BoxId && m.Way == MailSignInWay.OAuth, cancel),
        SignInFor.WatchedMailbox when me.Can(Permission.ManageOffice) => await db.WatchedMailboxes.SingleOrDefaultAsync(m => m.Id == begun.BoxId && m.Kind != MailRulesKind.Sieve, cancel),
        SignInFor.Learning => await db.ContactLearnings.SingleOrDefaultAsync(l => l.Id == begun.BoxId && l.PersonId == me.Id && l.State == LearningState.Asked, cancel),
        _ => null,
    };
}
