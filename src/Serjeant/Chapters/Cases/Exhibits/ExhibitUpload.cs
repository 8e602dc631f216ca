using System.Globalization;
using System.Text;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Shell.Uploads;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>What a person says of the files they hand over.</summary>
/// <param name="Token">Drawn when the form was shown: the form sent twice makes one exhibit.</param>
public sealed record UploadFacts(Guid Token, string Title, string? WhereFrom, string? Address)
{
    /// <summary>Whether domains may be asked for the keys that signed a mail.</summary>
    public bool AskKeys { get; init; } = true;

    /// <summary>Null to keep it for later, in no case.</summary>
    public long? CaseId { get; init; }

    /// <summary>More for the same transaction; not called where the form was sent before.</summary>
    public Func<Exhibit, LedgerWriter, Task>? Also { get; init; }
}

/// <summary>Why nothing was made of an upload, for the form to say.</summary>
public sealed class UploadRejectedException(string message) : Exception(message);

/// <summary>Makes an exhibit of files that a person hands over. They are sealed as they come in and kept byte for byte.</summary>
public sealed class ExhibitUpload(SerjeantDb db, OfficeVault vaults, ExhibitMaker maker, AuthorProofs proofs, Arrivals arrivals, BlobSweep sweep)
{
    public const long MaxFileBytes = 500L * 1024 * 1024;
    public const long MaxRequestBytes = 1024L * 1024 * 1024;
    public const int MaxFiles = 50;

    /// <summary>Where supplied files lie in the exhibit, apart from what the desk itself writes.</summary>
    /// <summary>Where the files lie that a person handed over.</summary>
    internal const string Folder = "files/";

    /// <exception cref="UploadRejectedException">There was no file, too many, or an empty one. Nothing is kept.</exception>
    /// <exception cref="UploadTooLargeException">A file was over the limit. Nothing is kept.</exception>
    /// <exception cref="ArrivalRefusedException">It may show the abuse of a child. Nothing is kept.</exception>
    /// <param name="facts">Asked for when all files are in.</param>
    public async Task<Exhibit> MakeAsync(Person by, Func<Task<UploadFacts>> facts, IAsyncEnumerable<UploadedFile> uploads, CancellationToken cancel)
    {
        try
        {
            return await KeepAsync(by, facts, uploads, cancel);
        }
        catch (ArrivalRefusedException)
        {
            // Not with the daily run: what must not be kept goes at once.
            await sweep.RunAsync(by.OfficeId, CancellationToken.None);
            throw;
        }
    }

    private async Task<Exhibit> KeepAsync(Person by, Func<Task<UploadFacts>> facts, IAsyncEnumerable<UploadedFile> uploads, CancellationToken cancel)
    {
        await using var vault = await vaults.OpenAsync(by.OfficeId, cancel);
        var files = new List<SealedFile>();
        var notes = new List<string>();
        var open = new List<string>();
        await foreach (var upload in uploads.WithCancellation(cancel))
            await TakeAsync(vault, upload, files, notes, cancel);
        if (files.Count == 0)
            throw new UploadRejectedException("Choose a file");
        var said = await facts();
        if (said.WhereFrom is not null)
            notes.Insert(0, said.WhereFrom);
        // A mail that was sealed off is not opened to look for its keys.
        var known = await arrivals.OfBytesAsync([.. files.Select(f => f.Blob.Sha256)], cancel) is not null;
        foreach (var (signed, kind) in known ? [] : files.Select(f => (File: f, Kind: proofs.KindOf(f.MediaType))).Where(f => f.Kind is not null).Take(AuthorProofs.MostFiles).ToList())
        {
            var (proof, says, isOpen) = await proofs.MakeAsync(vault, signed, kind!, said.AskKeys, cancel);
            if (isOpen)
                open.Add(signed.Path);
            files.Add(proof);
            notes.AddRange(says);
        }
        var draft = new ExhibitDraft($"upload:{said.Token:N}", ExhibitSource.Upload, Provenance.SuppliedByPerson, said.Title, "Supplied")
        {
            Files = files,
            CaseId = said.CaseId,
            Address = said.Address,
            Notes = notes,
        };
        return await maker.MakeAsync(vault, by.OfficeId, by.Id, draft, AlsoAsync, cancel);

        async Task AlsoAsync(Exhibit exhibit, LedgerWriter ledger)
        {
            db.AuthorProofRetries.AddRange(open.Select(path => AuthorProofRun.For(exhibit, path)));
            if (said.Also is { } also)
                await also(exhibit, ledger);
        }
    }

    private static async Task TakeAsync(OpenVault vault, UploadedFile upload, List<SealedFile> files, List<string> notes, CancellationToken cancel)
    {
        if (files.Count == MaxFiles)
            throw new UploadRejectedException($"Add at most {MaxFiles} files at a time");
        var blob = await vault.StoreAsync(upload.Content, cancel);
        var path = Unused(Folder + SafePath.FromName(upload.FileName), files);
        files.Add(new SealedFile(path, MediaTypes.Of(path), blob));
        if (blob.Length == 0)
            throw new UploadRejectedException($"“{Path.GetFileName(path)}” is empty");
        if (path != Folder + upload.FileName)
            notes.Add($"{path} was called “{Visible(upload.FileName)}” by whoever supplied it.");
    }

    private static string Unused(string path, List<SealedFile> files)
    {
        var free = path;
        for (var n = 2; files.Any(f => f.Path.Equals(free, StringComparison.OrdinalIgnoreCase)); n++)
        {
            var dot = path.LastIndexOf('.');
            free = dot > Folder.Length
                ? string.Create(CultureInfo.InvariantCulture, $"{path[..dot]} {n}{path[dot..]}")
                : string.Create(CultureInfo.InvariantCulture, $"{path} {n}");
        }
        return free;
    }

    /// <summary>A name as it was sent, with what can't be seen or turns text round spelt out.</summary>
    private static string Visible(string name)
    {
        var text = new StringBuilder();
        foreach (var rune in (name.Length > 300 ? name[..300] + "…" : name).EnumerateRunes())
            text.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? string.Create(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]")
                : rune.ToString());
        return text.ToString();
    }
}
