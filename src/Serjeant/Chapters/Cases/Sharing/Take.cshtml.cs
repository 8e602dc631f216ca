using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Inbox.Steps;
using Serjeant.Data;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Access;
using Serjeant.Shell.Uploads;

namespace Serjeant.Chapters.Cases.Sharing;

/// <summary>Takes a share: its files and words become one exhibit, supplied by whoever sends them; its link is captured where that is asked.</summary>
[Needs(Permission.WorkCases)]
[StreamedUpload(ExhibitUpload.MaxRequestBytes)]
public sealed class TakeModel(SerjeantDb db, LooseExhibits loose, ExhibitUpload uploads, CaptureRequests captures, TimeProvider time) : SharePage(db, loose)
{
    private const string WordsFile = "shared.txt";
    private const string NoProfile = "Only a link was shared. Ask for a capture with the account’s own page as well.";

    private readonly SerjeantDb db = db;

    public IActionResult OnGet() => Redirect(CasesLinks.Share());

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            var form = UploadReader.Open(HttpContext);
            var exhibit = await uploads.MakeAsync(Me.Person, () => FactsAsync(form), FilesAsync(form, Cancel), Cancel);
            if (Where == "new" && exhibit.CaseId is null)
                return Leave(CasesLinks.NewWith(exhibit.Id));
            Notice(exhibit.CaseId is null ? $"Kept for later as {exhibit.Label}." : $"Kept as {exhibit.Label}.");
            return Leave(CasesLinks.Exhibit(exhibit.Id));
        }
        catch (UploadRefusedException)
        {
            return UploadReader.Refuse(HttpContext);
        }
        catch (ArrivalRefusedException e)
        {
            return await AgainAsync(nameof(What), e.Refusal.Told);
        }
        catch (FieldException e)
        {
            return await AgainAsync(e.Field, e.Message);
        }
        catch (Exception e) when (e is UploadRejectedException or UploadTooLargeException or VaultException)
        {
            return await AgainAsync(nameof(What), e.Message);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return await AgainAsync(nameof(What), "What was shared is larger than 1 GB together. Share it in two goes.");
        }
    }

    private async Task<IActionResult> AgainAsync(string field, string problem)
    {
        await LoadAsync();
        return Invalid(field, problem);
    }

    private async Task<UploadFacts> FactsAsync(UploadReader form)
    {
        Where = form.Field(nameof(Where)) ?? "";
        What = form.Field(nameof(What));
        Capture = form.Field(nameof(Capture)) == "true";
        Case = int.TryParse(form.Field(nameof(Case)), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
        if (!Guid.TryParse(form.Field("Token"), out var token))
            throw new FieldException(nameof(What), "The share has no number. Share it again");
        if (Where is not ("case" or "new" or "later"))
            throw new FieldException(nameof(Where), "Say where it goes");
        if (What?.Length > 150)
            throw new FieldException(nameof(What), "What it is must be 150 characters or fewer");
        var to = Where == "case" ? await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == Case && c.State == CaseState.Open, Cancel) : null;
        if (Where == "case" && to is null)
            throw new FieldException(nameof(Case), "Choose an open case");
        var address = WebAddress.OrNull(form.Field("Url"));
        return new UploadFacts(token, What ?? "Shared from a phone", WhereFrom(form), address)
        {
            CaseId = to?.Id,
            Also = address is not null && Capture && to is not null
                ? (_, ledger) => captures.AskAsync(to.Id, Me.Person, address, null, NoProfile, null, ledger, Cancel)
                : null,
        };
    }

    /// <summary>The time is the word of the device; it is told beside this server's own.</summary>
    private string WhereFrom(UploadReader form)
    {
        var said = DateTimeOffset.TryParse(form.Field("SharedAt"), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at)
            ? $" at {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC by that device’s clock"
            : "";
        return $"Shared to Serjeant on a device of {Me.Name}{said}; it came here at {time.GetUtcNow().UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.";
    }

    /// <summary>The files, then the words as a file of their own, so that what was shared is kept whole.</summary>
    private static async IAsyncEnumerable<UploadedFile> FilesAsync(UploadReader form, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var file in form.FilesAsync(ExhibitUpload.MaxFileBytes, cancel))
            yield return file;
        var words = new StringBuilder();
        foreach (var name in new[] { "Title", "Url", "Text" })
            if (form.Field(name) is { } value)
                words.Append(name == "Url" ? "Address" : name).Append(": ").Append(value).Append('\n');
        if (words.Length > 0)
            yield return new UploadedFile("Words", WordsFile, new MemoryStream(Encoding.UTF8.GetBytes(words.ToString()), writable: false));
    }

    private sealed class FieldException(string field, string message) : Exception(message)
    {
        public string Field { get; } = field;
    }
}
