using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Mail;
using Serjeant.Mail.Contacts;
using Serjeant.Mail.Scoring;

namespace Serjeant.Chapters.Checks.Mail;

/// <summary>
/// Says whether a message looks genuine, and writes down that somebody asked and what the answer was. The message itself is not kept and
/// nothing is looked up. The office's own people are the contacts: their name at another address is a sign.
/// </summary>
public sealed partial class MailChecks(SerjeantDb db, OfficeChanges changes, Lazy<MailJudge> judge)
{
    /// <summary>As large as mail servers usually take.</summary>
    public const long MaxFileBytes = 40L * 1024 * 1024;

    /// <summary>Of pasted words, in characters.</summary>
    public const int MaxText = 20_000;

    /// <exception cref="FormatException">These bytes are no mail.</exception>
    public async Task<MailVerdict> FileAsync(byte[] raw, Person by, CancellationToken cancel) => await ToldAsync(judge.Value.Judge(raw, await ContextAsync(cancel)), by, cancel);

    /// <summary>Pasted words: a chat, or a whole mail with its header.</summary>
    public async Task<MailVerdict> TextAsync(string text, Person by, CancellationToken cancel)
    {
        var context = await ContextAsync(cancel);
        return await ToldAsync(Header().IsMatch(text) ? judge.Value.Judge(Encoding.UTF8.GetBytes(text), context) : judge.Value.JudgeChat(text, context), by, cancel);
    }

    private async Task<MailContext> ContextAsync(CancellationToken cancel)
    {
        var people = await db.Users.AsNoTracking().Where(p => p.Email != null).Select(p => new { p.DisplayName, p.Email }).ToListAsync(cancel);
        return new MailContext { Contacts = new ContactBook(people.Select(p => (p.DisplayName, p.Email!))) };
    }

    private async Task<MailVerdict> ToldAsync(MailVerdict verdict, Person by, CancellationToken cancel)
    {
        await changes.RunAsync(by.OfficeId, by.Id, ledger =>
        {
            ledger.Record("message.checked", "check", Guid.NewGuid().ToString("N")[..16], ("verdict", verdict.Verdict.ToString().ToLowerInvariant()), ("kind", verdict.Message.IsChat ? "chat" : "mail"));
            return Task.CompletedTask;
        }, cancel);
        return verdict;
    }

    /// <summary>Begins as a mail's source does: field lines, and one of those that every mail has.</summary>
    [GeneratedRegex(@"\A\s*(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}){0,200}?(?:From|Received|Return-Path|Message-ID):[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}[A-Za-z][A-Za-z0-9-]{1,60}:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Header();
}
