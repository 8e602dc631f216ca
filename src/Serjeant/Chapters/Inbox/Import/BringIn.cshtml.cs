using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Outside.Exports;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Inbox.Import;

/// <summary>Choose a file to bring in, and see what came in before. The upload is read as it comes, so its token is checked by hand.</summary>
[Needs(Permission.BringMessagesIn)]
[IgnoreAntiforgeryToken]
[RequestSizeLimit(ImportSpool.MostBytes + (1 << 20))]
public sealed class BringInModel(SerjeantDb db, UploadForm form, ImportJobs jobs, ImportSpool spool) : DeskPage
{
    public const string FileField = "Upload";
    private const int Shown = 50;

    public IReadOnlyList<ImportJob> Jobs { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        UploadForm.Upload? upload;
        try
        {
            upload = await form.ReadAsync(HttpContext, Cancel);
        }
        catch (AntiforgeryValidationException)
        {
            // The page that tells of it must not try to read the rest of the upload as a form.
            (Request.ContentType, Request.Body) = (null, Stream.Null);
            return BadRequest();
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not Microsoft.AspNetCore.Connections.ConnectionResetException)
        {
            return await AgainAsync("The file did not arrive whole, or is larger than 16 GB. Try again, or unpack it and send only the part with the messages.");
        }
        if (upload is null)
            return await AgainAsync("Choose a file.");
        ExportKind kind;
        try
        {
            kind = await KindAsync(upload);
        }
        catch (ExportRefusedException e)
        {
            spool.Delete(upload.Path);
            return await AgainAsync(e.Message);
        }
        var job = await jobs.DraftAsync(Office.Id, Me.Id, upload.Name, upload.Path, upload.Bytes, upload.Hash, kind, Cancel);
        return Redirect(InboxLinks.Import(job.Id));
    }

    private async Task<ExportKind> KindAsync(UploadForm.Upload upload)
    {
        using var source = ExportSource.Open(spool.Full(upload.Path), upload.Name);
        var found = await ExportDetector.DetectAsync(source, new ReadOptions(), Cancel);
        return found.Fault is null ? found.Kind : throw new ExportRefusedException($"{upload.Name}: {found.Fault}");
    }

    private async Task<IActionResult> AgainAsync(string error)
    {
        await LoadAsync();
        return Invalid(FileField, error);
    }

    private async Task LoadAsync() =>
        Jobs = await db.ImportJobs.AsNoTracking().OrderByDescending(j => j.Id).Take(Shown).ToListAsync(Cancel);
}
