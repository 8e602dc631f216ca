using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Inbox.Steps;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;
using Serjeant.Shell.Uploads;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>Files that a person hands over: screenshots, PDFs, mail, archives. Kept as they are, labelled as supplied.</summary>
[Needs(Permission.WorkCases)]
[StreamedUpload(ExhibitUpload.MaxRequestBytes)]
public sealed class UploadModel(CaseReader cases, ExhibitUpload uploads, Arrivals arrivals) : DeskPage
{
    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    public Guid Token { get; private set; } = Guid.NewGuid();
    public string? What { get; private set; }
    public string? WhereFrom { get; private set; }
    public string? Address { get; private set; }
    public bool AskKeys { get; private set; } = true;

    /// <summary>Why the case takes no file, in place of the form; null when it does.</summary>
    public ArrivalRefusal? Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await cases.FindAsync(Number, Cancel) is not { } found)
            return NotFound();
        Refused = await arrivals.OfCaseAsync(found.Id, null, Cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await cases.FindAsync(Number, Cancel) is not { } found)
            return NotFound();
        // Before a byte of it is read.
        Refused = await arrivals.OfCaseAsync(found.Id, null, Cancel);
        if (Refused is not null)
            return Invalid();
        try
        {
            var form = UploadReader.Open(HttpContext);
            var exhibit = await uploads.MakeAsync(
                Me.Person, () => Task.FromResult(Facts(form) with { CaseId = found.Id }), form.FilesAsync(ExhibitUpload.MaxFileBytes, Cancel), Cancel);
            Notice($"Kept as {exhibit.Label}.");
            return Redirect(CasesLinks.Exhibit(exhibit.Id));
        }
        catch (UploadRefusedException)
        {
            return UploadReader.Refuse(HttpContext);
        }
        catch (ArrivalRefusedException e)
        {
            return Invalid("Files", e.Refusal.Told);
        }
        catch (FieldException e)
        {
            return Invalid(e.Field, e.Message);
        }
        catch (Exception e) when (e is UploadRejectedException or UploadTooLargeException or VaultException)
        {
            return Invalid("Files", e.Message);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Invalid("Files", "The files are larger than 1 GB together. Add them in two goes.");
        }
    }

    private UploadFacts Facts(UploadReader form)
    {
        (What, WhereFrom, Address) = (form.Field(nameof(What)), form.Field(nameof(WhereFrom)), form.Field(nameof(Address)));
        if (Guid.TryParse(form.Field(nameof(Token)), out var token))
            Token = token;
        if (What is null or { Length: > 150 })
            throw new FieldException(nameof(What), "Say what it is, in up to 150 characters");
        if (WhereFrom?.Length > 2_000)
            throw new FieldException(nameof(WhereFrom), "Where it comes from must be 2,000 characters or fewer");
        var address = WebAddress.OrNull(Address);
        if (Address is not null && address is null)
            throw new FieldException(nameof(Address), "Enter an address that begins with https://, or leave it empty");
        AskKeys = form.Field(nameof(AskKeys)) != "false";
        return new UploadFacts(Token, What, WhereFrom, address) { AskKeys = AskKeys };
    }

    private sealed class FieldException(string field, string message) : Exception(message)
    {
        public string Field { get; } = field;
    }
}
