using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Chapters.Checks.Senders;
using Serjeant.Data;
using Serjeant.Mail;
using Serjeant.Outside.Mailboxes;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Checks.ByMail;

/// <summary>
/// What becomes of one mail in the checking mailbox. Each step is written before it is done, so that a kill anywhere loses nothing and never
/// answers twice: a mail found half answered is not answered again, and said to be so.
/// </summary>
public sealed class ForwardedMails(SerjeantDb db, OfficeChanges changes, ForwardJudge judge, CheckKeeper keeper, SealedSecrets secrets, MailSender sender, TimeProvider time)
{
    /// <summary>In an hour, for one person; more wait their turn.</summary>
    public const int MostForPerson = 30;

    /// <summary>In an hour, for the office.</summary>
    public const int MostForOffice = 200;
    public const int MostAttempts = 10;

    /// <summary>As large as the judge reads.</summary>
    public const int MaxBytes = 48 * 1024 * 1024;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan[] Rests = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), Hour];

    /// <summary>Deals with one message.</summary>
    /// <param name="read">Its bytes, at most <see cref="MaxBytes"/>; null when it is gone.</param>
    /// <returns>The state it is in now. Taken: it stays where it is and waits.</returns>
    public async Task<ForwardedState> HandleAsync(CheckingMailbox box, uint validity, InboxPlace place, Func<int, Task<byte[]?>> read, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var row = await db.ForwardedMails.AsNoTracking().SingleOrDefaultAsync(m => m.MailboxId == box.Id && m.UidValidity == validity && m.Uid == place.Uid, cancel);
        if (row is null)
        {
            row = new ForwardedMail { OfficeId = box.OfficeId, MailboxId = box.Id, UidValidity = validity, Uid = place.Uid, State = ForwardedState.Taken, SeenAt = now, NextTryAt = now };
            db.ForwardedMails.Add(row);
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }
        if (row.State == ForwardedState.Answering) return await EndAsync(row, ForwardedState.Unsure, "The program stopped while the answer was sent. It may have gone out; it is not sent again", cancel);
        if (row.State != ForwardedState.Taken || row.NextTryAt > now) return row.State;
        if (await read(MaxBytes) is not { } raw) return await EndAsync(row, ForwardedState.Ignored, "It was gone before it could be read", cancel);
        try
        {
            return await AnswerAsync(box, row, raw, tooLarge: place.Bytes > MaxBytes, cancel);
        }
        catch (FormatException)
        {
            return await EndAsync(row, ForwardedState.Ignored, "It could not be read as a mail", cancel);
        }
    }

    private async Task<ForwardedState> AnswerAsync(CheckingMailbox box, ForwardedMail row, byte[] raw, bool tooLarge, CancellationToken cancel)
    {
        var mail = await StaffMailReader.ReadAsync(raw, box.Address, (await SenderTrust.ReadAsync(db, cancel)).Believed.Servers, cancel);
        if (mail.Machine is { } machine) return await EndAsync(row, ForwardedState.Ignored, machine, cancel);
        if (mail.AnswersUs && mail.Attached.Count == 0) return await EndAsync(row, ForwardedState.Ignored, "It answers an answer of ours and brings no message", cancel);
        var now = time.GetUtcNow();
        var person = mail.From.Length == 0 ? null : await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.NormalizedEmail == mail.From.ToUpperInvariant(), cancel);
        if (person is null || person.OfficeId != box.OfficeId || person.HasLeft(now)) return await EndAsync(row, ForwardedState.Ignored, "It is not from one of the office’s people", cancel);
        if (!person.EmailConfirmed) return await EndAsync(row, ForwardedState.Ignored, "It names one of the office’s people who has not shown yet that this address is theirs: they do that under Your account", cancel);
        var proof = SenderProof.Of(mail, await judge.ProofsOfAsync(raw, cancel));
        if (proof is null) return await EndAsync(row, ForwardedState.Ignored, "It names one of the office’s people, but nothing proves that they sent it", cancel);
        row.PersonId = person.Id;
        row.MessageKey = KeyOf(mail, raw);
        if (await db.ForwardedMails.AnyAsync(m => m.MessageKey == row.MessageKey && m.Id != row.Id, cancel)) return await EndAsync(row, ForwardedState.Ignored, "The same mail was dealt with already", cancel, keyed: false);
        if (await FullUntilAsync(person.Id, now, cancel) is { } until) return await WaitAsync(row, until, "Many were asked about in this hour; it waits its turn", cancel);

        var judged = tooLarge
            ? [new JudgedForward(null, false, "Your mail is too large to be looked at. Save the message as a file and drop it on the page “Is this genuine?” at the desk.")]
            : await judge.JudgeAsync(mail, raw, cancel);
        row.Verdict = judged.Max(j => (int?)j.Verdict?.Verdict);
        var answer = AnswerMail.Write(mail, judged, new MailboxAddress("Serjeant", box.Address), new MailboxAddress(person.DisplayName, person.Email!), StaffMailReader.AnswerId(box.Address, row.Id), now);
        var state = await SendAsync(box, row, answer, proof, judged.Count, cancel);
        // Only once no other try comes, or it would stand in the history again.
        if (state != ForwardedState.Taken) await KeepAsync(person, judged);
        return state;
    }

    /// <summary>What was asked by mail is a check like any other: for its asker, for an hour, unless the office keeps all. A kill between answer and here costs the line in the history.</summary>
    private async Task KeepAsync(Person person, IReadOnlyList<JudgedForward> judged)
    {
        var all = await db.CheckSettings.AnyAsync(s => s.KeepAll, CancellationToken.None);
        foreach (var message in judged.Select(j => j.Checked).OfType<CheckedMessage>())
        {
            try
            {
                await keeper.RecordAsync(message, person, all, CancellationToken.None);
            }
            catch (VaultException)
            {
                // The answer went out, and the ledger knows that it could not be kept.
            }
            db.ChangeTracker.Clear();
        }
    }

    private async Task<ForwardedState> SendAsync(CheckingMailbox box, ForwardedMail row, MimeMessage answer, string proof, int messages, CancellationToken cancel)
    {
        var login = secrets.LoginOf(box);
        // From here on a stop means that nobody knows; written first, so that it can't be sent a second time.
        if (await ChangeAsync(row, ForwardedState.Answering, null, time.GetUtcNow(), cancel) == 0) return ForwardedState.Taken;
        var result = await sender.SendAsync(box.Smtp(), login, answer, (MailboxAddress)answer.From[0], (MailboxAddress)answer.To[0], cancel);
        switch (result.How)
        {
            case Sent.Taken:
                await EndAsync(row, ForwardedState.Answered, null, CancellationToken.None, ("verdict", row.Verdict is { } verdict ? ((Verdict)verdict).ToString().ToLowerInvariant() : "nothing-judged"), ("messages", FormattableString.Invariant($"{messages}")), ("sender-proved-by", proof));
                return ForwardedState.Answered;
            case Sent.Unsure:
                return await EndAsync(row, ForwardedState.Unsure, result.Problem + ". It may have gone out; it is not sent again", CancellationToken.None);
            default:
                row.Attempts++;
                return row.Attempts >= MostAttempts
                    ? await EndAsync(row, ForwardedState.GivenUp, result.Problem, CancellationToken.None)
                    : await WaitAsync(row, time.GetUtcNow() + Rests[Math.Min(row.Attempts, Rests.Length) - 1], result.Problem, CancellationToken.None);
        }
    }

    /// <summary>Until when there is no room in the hour; null when there is.</summary>
    private async Task<DateTimeOffset?> FullUntilAsync(long personId, DateTimeOffset now, CancellationToken cancel)
    {
        var since = now - Hour;
        var answered = await db.ForwardedMails.Where(m => m.AnsweredAt > since).OrderBy(m => m.AnsweredAt).Select(m => new { m.PersonId, m.AnsweredAt }).ToListAsync(cancel);
        var theirs = answered.Where(m => m.PersonId == personId).ToList();
        if (theirs.Count >= MostForPerson) return theirs[^MostForPerson].AnsweredAt + Hour;
        return answered.Count >= MostForOffice ? answered[^MostForOffice].AnsweredAt + Hour : null;
    }

    private async Task<ForwardedState> WaitAsync(ForwardedMail row, DateTimeOffset until, string? why, CancellationToken cancel)
    {
        await ChangeAsync(row, ForwardedState.Taken, why, until, cancel);
        return ForwardedState.Taken;
    }

    /// <summary>Ends it. What concerns one of the office's people is in the ledger; a stranger's mail is only a row, or strangers could fill the ledger.</summary>
    private Task<ForwardedState> EndAsync(ForwardedMail row, ForwardedState state, string? why, CancellationToken cancel, params (string, string)[] facts) => EndAsync(row, state, why, cancel, true, facts);

    private Task<ForwardedState> EndAsync(ForwardedMail row, ForwardedState state, string? why, CancellationToken cancel, bool keyed, params (string, string)[] facts) => changes.RunAsync(row.OfficeId, row.PersonId, async ledger =>
    {
        if (!keyed) row.MessageKey = null;
        // Somebody else may have ended it, when our lease had run out.
        if (await ChangeAsync(row, state, why, time.GetUtcNow(), cancel) == 1 && row.PersonId is not null && state != ForwardedState.Ignored)
            ledger.Record(state switch { ForwardedState.Answered => "check-mail.answered", ForwardedState.Unsure => "check-mail.unsure", _ => "check-mail.given-up" }, "forwarded-mail", row.Id, facts);
        return state;
    }, cancel);

    private Task<int> ChangeAsync(ForwardedMail row, ForwardedState state, string? why, DateTimeOffset next, CancellationToken cancel)
    {
        var answered = state is ForwardedState.Answering or ForwardedState.Answered or ForwardedState.Unsure ? row.AnsweredAt ?? time.GetUtcNow() : row.AnsweredAt;
        // Only one may begin to answer, whoever holds the lease.
        return db.ForwardedMails.Where(m => m.Id == row.Id && (m.State == ForwardedState.Taken || (m.State == ForwardedState.Answering && state != ForwardedState.Answering))).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.State, state).SetProperty(m => m.Why, why).SetProperty(m => m.NextTryAt, next).SetProperty(m => m.Attempts, row.Attempts)
            .SetProperty(m => m.MessageKey, row.MessageKey).SetProperty(m => m.PersonId, row.PersonId).SetProperty(m => m.Verdict, row.Verdict).SetProperty(m => m.AnsweredAt, answered), cancel);
    }

    private static string KeyOf(StaffMail mail, byte[] raw) => Convert.ToHexStringLower(SHA256.HashData(mail.MessageId.Length > 0 ? Encoding.UTF8.GetBytes($"{mail.From}\n{mail.MessageId}") : raw));
}
