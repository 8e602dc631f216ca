using System.Text;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Data;
using Serjeant.Mail.Links;
using Serjeant.Mail.Messages;
using Serjeant.Mail.Scoring;

namespace Serjeant.Chapters.Checks.Links;

/// <summary>A judged link in the shape of a checked message, so that it is kept, found and shown as those are.</summary>
public static class LinkMessage
{
    /// <param name="written">As it was pasted.</param>
    public static CheckedMessage Of(string written, LinkVerdict verdict)
    {
        // Of the link only the site goes into the row: the rest may be made for one person, and lies in the vault.
        var reading = new MailReading
        {
            IsChat = true,
            Subject = verdict.Link.Target.Host is { } host ? $"Link to {host.Ascii}" : "Link that leads to no site",
            Text = written,
            Links = [new MailLink(written, written, 0, LinkKind.Written)],
        };
        return new CheckedMessage(new MailVerdict(verdict.Verdict, verdict.Score, verdict.Findings, verdict.Steps, Training: false, reading), CheckedForm.Link, Encoding.UTF8.GetBytes(written));
    }
}
