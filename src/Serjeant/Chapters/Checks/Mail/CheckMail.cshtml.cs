using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Chapters.Checks.Mailboxes;
using Serjeant.Chapters.Checks.Senders;
using Serjeant.Data;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;
using Serjeant.Shell.Uploads;

namespace Serjeant.Chapters.Checks.Mail;

/// <summary>Is this genuine? A mail's file, a mailbox file or pasted words.</summary>
[Needs(Permission.UseTheDesk)]
[StreamedUpload(MailboxJobs.MaxFileBytes + 1024 * 1024)]
public sealed class CheckMailModel(SerjeantDb db, MailChecks checks, CheckKeeper keeper, MailboxJobs mailboxes) : DeskPage
{
    public string? Text { get; private set; }

    /// <summary>An answer that could not be kept, for want of an evidence store; shown here and nowhere else.</summary>
    public AnswerView? Answer { get; private set; }

    /// <summary>How many days the office keeps checks that somebody keeps.</summary>
    public int Days { get; private set; }
    public bool KeepsAll { get; private set; }

    /// <summary>Whether the office has senders looked up.</summary>
    public bool LooksUp { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            var form = UploadReader.Open(HttpContext);
            byte[]? raw = null;
            await foreach (var upload in form.FilesAsync(MailboxJobs.MaxFileBytes, Cancel))
            {
                if (raw is not null)
                    return Invalid("Upload", "Choose one file at a time");
                var content = await PeekedStream.OfAsync(upload.Content, Cancel);
                if (MailboxJobs.IsMailbox(upload.FileName, content.Start))
                    return Redirect(ChecksLinks.Mailbox(await mailboxes.TakeAsync(upload.FileName, content, Me.Person, Cancel)));
                using var bytes = new MemoryStream();
                await new BoundedStream(content, MailChecks.MaxFileBytes, upload.FileName).CopyToAsync(bytes, Cancel);
                raw = bytes.ToArray();
            }
            Text = form.Field(nameof(Text));
            if (raw is { Length: 0 })
                return Invalid("Upload", "The file is empty");
            if (raw is null && Text is null)
                return Invalid(nameof(Text), "Paste the message, or choose its file");
            if (raw is null && Text!.Length > MailChecks.MaxText)
                return Invalid(nameof(Text), $"Paste up to {MailChecks.MaxText:N0} characters, or save the message and choose its file");
            return await AnswerAsync(raw is null ? await checks.TextAsync(Text!, Cancel) : await checks.FileAsync(raw, Cancel));
        }
        catch (UploadRefusedException)
        {
            return UploadReader.Refuse(HttpContext);
        }
        catch (FormatException e)
        {
            return Invalid("Upload", e.Message + " Or paste its words");
        }
        catch (UploadTooLargeException e)
        {
            return Invalid("Upload", e.Message + " If it is a mailbox, give it a name that ends in .mbox");
        }
        catch (VaultException e)
        {
            return Invalid("Upload", e.Message);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Invalid("Upload", "The file is larger than 1 GB. Cut the mailbox into parts, or check single messages");
        }
    }

    private async Task<IActionResult> AnswerAsync(CheckedMessage message)
    {
        try
        {
            return Redirect(ChecksLinks.Check(await keeper.RecordAsync(message, Me.Person, KeepsAll, Cancel)));
        }
        catch (VaultException)
        {
            // The answer matters more than that it can be shown again.
            Answer = new AnswerView(message.Verdict, ShowsWords: true, Level: 3) { Sender = SenderView.Of(message, LooksUp, isKept: false) };
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        Days = await db.RetentionRules.Where(r => r.Outcome == RetentionOutcome.Checked).Select(r => (int?)r.Days).SingleOrDefaultAsync(Cancel) ?? 0;
        if (await db.CheckSettings.AsNoTracking().SingleOrDefaultAsync(Cancel) is { } settings)
            (KeepsAll, LooksUp) = (settings.KeepAll, settings.LooksUp);
    }
}
