using Microsoft.EntityFrameworkCore;
using MimeKit;
using Serjeant.Chapters.Checks.ByMail;
using Serjeant.Chapters.SignIn.Links;
using Serjeant.Data;
using Serjeant.Outside.Mailboxes;

namespace Serjeant.Chapters.Team.Account;

/// <summary>
/// Proves that a person reads the mail of the address they sign in with: a code is sent there from the office's checking mailbox, and typed in at the desk. An invitation proves
/// nothing of the kind, since its link goes by whatever way the manager trusts.
/// </summary>
public sealed class AddressCodes(SerjeantDb db, OfficeChanges changes, OneTimeLinks links, SealedSecrets secrets, MailSender sender, TimeProvider time)
{
    /// <summary>In an hour, for one person.</summary>
    public const int MostCodes = 3;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Whether there is a mailbox to send a code from.</summary>
    public Task<bool> CanSendAsync(CancellationToken cancel) => db.CheckingMailboxes.AnyAsync(cancel);

    /// <returns>Null when it is sent; else why not, as a sentence without a full stop.</returns>
    public async Task<string?> SendAsync(Person person, CancellationToken cancel)
    {
        if (await db.CheckingMailboxes.AsNoTracking().SingleOrDefaultAsync(cancel) is not { } box)
            return "Your office has no checking mailbox yet, from which a code could be sent";
        var since = time.GetUtcNow() - Hour;
        if (await db.OneTimeLinks.CountAsync(l => l.PersonId == person.Id && l.Kind == OneTimeLinkKind.Address && l.CreatedAt > since, cancel) >= MostCodes)
            return $"{MostCodes} codes were sent in this hour. Look among unwanted mail, or try again later";
        string code;
        MailLogin login;
        try
        {
            login = secrets.LoginOf(box);
        }
        catch (MailboxException e)
        {
            return e.Message;
        }
        code = await changes.RunAsync(person.OfficeId, person.Id, async ledger =>
        {
            ledger.Record("person.address-code-sent", "person", person.Id);
            return await links.CreateCodeAsync(person, OneTimeLinkKind.Address, cancel);
        }, cancel);
        var (from, to) = (new MailboxAddress("Serjeant", box.Address), new MailboxAddress(person.DisplayName, person.Email!));
        using var message = new MimeMessage
        {
            Subject = "Your code for the desk",
            Date = time.GetUtcNow(),
            Body = new TextPart("plain") { Text = $"Your code is {code}\n\nType it on the page “Your account” at the desk, within half an hour. It shows that this address is yours.\n\nIf you did not ask for it, somebody typed in your address by mistake. Do nothing; without the code nothing happens.\n" },
        };
        message.From.Add(from);
        message.To.Add(to);
        message.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834 §5
        message.Headers.Add(StaffMailReader.AnswerField, "1"); // so that a copy that comes back starts nothing
        var sent = await sender.SendAsync(box.Smtp(), login, message, from, to, cancel);
        return sent.How == Sent.NotSent ? sent.Problem : null;
    }

    /// <returns>False where this is no code of theirs, or too old.</returns>
    public async Task<bool> ConfirmAsync(Person person, string? typed, CancellationToken cancel) =>
        await links.OfCodeAsync(typed, OneTimeLinkKind.Address, cancel) is { } code && code.PersonId == person.Id
        && await changes.RunAsync(person.OfficeId, person.Id, async ledger =>
        {
            if (!await links.UseUpAsync(code, cancel) || await db.Users.SingleOrDefaultAsync(p => p.Id == person.Id, cancel) is not { } row)
                return false;
            row.EmailConfirmed = true;
            ledger.Record("person.address-confirmed", "person", person.Id);
            return true;
        }, cancel);
}
