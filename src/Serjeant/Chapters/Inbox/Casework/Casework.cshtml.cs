using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Inbox.Decisions;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Inbox.Casework;

/// <summary>Hands out the file of a press that gave messages to casework. A POST, because the ledger says who took it.</summary>
[Needs(Permission.DecideMessages)]
public sealed class CaseworkModel(CaseworkFiles files, OfficeChanges changes) : DeskPage
{
    public Guid Batch { get; private set; }

    public IActionResult OnGet(Guid batch) => Redirect(InboxLinks.Batch(batch));

    public async Task<IActionResult> OnPostAsync(Guid batch, [FromQuery] string? format)
    {
        Batch = batch;
        var count = await files.CountAsync(batch, Cancel);
        if (count == 0)
            return NotFound();
        if (format is not ("csv" or "eml"))
            return Invalid("format", "Choose a mail (.eml) or a table (.csv)");
        if (format == "eml" && count > CaseworkFiles.MostInMail)
            return Invalid("format", $"{DecisionWords.Count(count)} are too many for one mail. Take the table instead");
        var file = format == "csv" ? await files.TableAsync(Office, batch, Cancel) : await files.MailAsync(Office, batch, Cancel);
        if (file is null)
            return NotFound();
        await changes.RunAsync(Office.Id, Me.Id, ledger =>
        {
            ledger.Record("casework.downloaded", "decision", batch.ToString("N"), ("format", format), ("count", FormattableString.Invariant($"{file.Messages}")));
            return Task.CompletedTask;
        }, Cancel);
        return File(file.Bytes, file.MediaType, file.Name);
    }
}
