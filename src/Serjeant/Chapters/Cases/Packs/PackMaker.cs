using System.IO.Pipelines;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Ledger;
using Serjeant.Outside.Chromium;
using Serjeant.Outside.Pdf;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Components;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Cases.Packs;

/// <summary>Why no pack was made, in words for whoever pressed the button.</summary>
public sealed class PackFailedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Makes a pack of a case, full or redacted: a report, the exhibits as they were sealed or redacted copies of them, the ledger's proof and how to check it all.
/// It streams from the vault into the vault; until the last step nothing of it can be seen, so a kill leaves no half pack.
/// </summary>
public sealed class PackMaker(
    SerjeantDb db, OfficeChanges changes, OfficeVault vaults, LedgerProofs proofs, LedgerKeys keys, ViewText views, PdfPrinter printer,
    PackThumbnails thumbnails, AuthorProofs kinds, TimeProvider time)
{
    /// <summary>Of a whole pack: 64 GiB.</summary>
    public const long MostBytes = 64L << 30;

    private const string View = "/Chapters/Cases/Packs/Report.cshtml";

    /// <exception cref="PackFailedException">An exhibit is damaged, the ledger does not hold, or the report can't be printed.</exception>
    public async Task<Pack> MakeAsync(CaseRecord record, Person by, Office office, IReadOnlyList<Exhibit> chosen, PackOptions options, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(OfficeTime.Local(now, OfficeTime.Zone(office.TimeZone)).DateTime);
        var name = FormattableString.Invariant($"serjeant-{CasesLinks.Name(record.Case.Number)}-{now.UtcDateTime:yyyy-MM-dd-HHmmss}");
        try
        {
            using var key = keys.Open(office.Id);
            await using var vault = await vaults.OpenAsync(office.Id, cancel);
            var contents = await PackContents.ReadAsync(db, vault, kinds, options.Form, chosen, cancel);
            var proof = await proofs.ProveExhibitsAsync(
                office.Id, [.. chosen.Select(e => e.Id)], [.. contents.Exhibits.SelectMany(e => e.Copies).Select(c => c.ManifestHash)],
                [.. contents.Proofs.Select(p => p.Later?.Hash).OfType<string>()], key, cancel);
            var report = new PackReport(record, contents, office, by.DisplayName, now, name, key.Verifier.ToString(), options)
            {
                Thumbnails = await thumbnails.DrawAsync(vault, options.Images, contents.Exhibits, cancel),
                CopiedTexts = await CopiedTextsAsync(vault, contents.Exhibits, cancel),
            };
            var footer = $"{CasesLinks.Name(record.Case.Number)}, evidence pack{(options.Form == PackForm.Redacted ? ", redacted" : "")}. Handle with care.";
            var pdf = await printer.PrintAsync(await views.RenderAsync(View, report), new PdfPage(footer), cancel);
            var verify = contents.Explain(new VerifyText(name, office.Politician, true, key.Verifier.ToPem(), proof.Checkpoint));
            var info = new BagInfo(name, $"Office of {office.Politician}", options.Form == PackForm.Redacted ? "Evidence pack, redacted" : "Evidence pack", CasesLinks.Name(record.Case.Number), today, $"{ExhibitMaker.Tool} {ExhibitMaker.ToolVersion}");
            var blob = await StoreAsync(vault, info, pdf, contents, proof, verify, cancel);
            return await RecordAsync(vault, record, by, name + ".zip", options.Form, blob, contents, cancel);
        }
        catch (Exception e) when (e is VaultException or FileNotFoundException or InvalidDataException)
        {
            throw new PackFailedException("A file of an exhibit is missing or is not what was sealed, so no pack was made. Open the exhibits one by one to see which.", e);
        }
        catch (LedgerBrokenException e)
        {
            throw new PackFailedException("The ledger does not hold, so no pack was made: " + e.Message, e);
        }
        catch (Exception e) when (e is ChromiumUnavailableException or TimeoutException or ArgumentException)
        {
            throw new PackFailedException("The report could not be printed, so no pack was made: " + e.Message, e);
        }
    }

    /// <summary>Writes the bag into one end of a pipe and seals what comes out of the other: no plain copy is laid down.</summary>
    private static async Task<BlobRef> StoreAsync(
        OpenVault vault, BagInfo info, byte[] pdf, PackContents contents, LedgerProof proof, VerifyText verify, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var pipe = new Pipe();
        var sealing = Task.Run(() => vault.StoreAsync(pipe.Reader.AsStream(), stop.Token, MostBytes), CancellationToken.None);
        try
        {
            await using (var output = pipe.Writer.AsStream(leaveOpen: true))
                await WriteAsync(new BagWriter(output, info), vault, pdf, contents, proof, verify, stop.Token);
            await pipe.Writer.CompleteAsync();
        }
        catch (Exception e)
        {
            // The vault must see a failure and not an end, or it would seal half a pack.
            await pipe.Writer.CompleteAsync(e);
            await stop.CancelAsync();
            await sealing.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            if (sealing.Exception?.InnerException is VaultException full)
                throw new PackFailedException(full.Message, full);
            throw;
        }
        return await sealing;
    }

    /// <summary>The words of the copies of messages, by exhibit: what the report may quote of them.</summary>
    private static async Task<IReadOnlyDictionary<long, string>> CopiedTextsAsync(OpenVault vault, IReadOnlyList<PackExhibit> exhibits, CancellationToken cancel)
    {
        var texts = new Dictionary<long, string>();
        foreach (var copy in exhibits.SelectMany(e => e.Copies).Where(c => c.SourcePath == MessageExhibit.TextFile))
        {
            await using var stream = await vault.OpenAsync(new BlobRef(copy.Hash, copy.Bytes), cancel);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            texts[copy.ExhibitId] = await reader.ReadToEndAsync(cancel);
        }
        return texts;
    }

    private static async Task WriteAsync(
        BagWriter bag, OpenVault vault, byte[] pdf, PackContents contents, LedgerProof proof, VerifyText verify, CancellationToken cancel)
    {
        await bag.AddAsync("report.pdf", pdf, cancel);
        await bag.AddAsync(VerifyText.FileName, verify.ToBytes(), cancel);
        await bag.AddAsync("ledger-proof.json", proof.ToBytes(), cancel);
        await contents.WriteAsync(bag, vault, cancel);
        await bag.FinishAsync(cancel);
    }

    private Task<Pack> RecordAsync(OpenVault vault, CaseRecord record, Person by, string fileName, PackForm form, BlobRef blob, PackContents contents, CancellationToken cancel) =>
        changes.RunAsync(by.OfficeId, by.Id, async ledger =>
        {
            var exhibits = contents.Exhibits.Select(e => e.Exhibit).ToList();
            // Of the whole case: the report has words of messages whose exhibits were not chosen.
            var open = record.Exhibits.Where(e => e.SealedOffAt is null).Select(e => e.Id).Union(exhibits.Select(e => e.Id)).ToList();
            var files = contents.Exhibits.SelectMany(e => e.Hashes()).ToList();
            if (await db.Exhibits.AnyAsync(e => open.Contains(e.Id) && e.SealedOffAt != null, cancel) || (await SealedMarks.ClosedOfAsync(db, files, cancel)).Count > 0)
                throw new PackFailedException("An exhibit was sealed off while the pack was made, so no pack was made. Choose again.");
            var pack = new Pack
            {
                OfficeId = by.OfficeId,
                CaseId = record.Case.Id,
                FileName = fileName,
                Hash = blob.Sha256,
                Bytes = blob.Length,
                Form = form,
                Exhibits = exhibits.Count,
                MadeById = by.Id,
                MadeAt = time.GetUtcNow(),
            };
            await BlobClaim.TakeAsync(db, vault, ledger, [blob], "The pack was cleared away while it was made. Try again.", cancel);
            db.Packs.Add(pack);
            await db.SaveChangesAsync(cancel);
            ledger.Record("pack.made", "pack", pack.Id, ("case", CasesLinks.Name(record.Case.Number)), ("form", form.ToString()), ("sha256", blob.Sha256));
            foreach (var exhibit in exhibits)
            {
                db.CustodyEntries.Add(new CustodyEntry
                {
                    OfficeId = by.OfficeId,
                    ExhibitId = exhibit.Id,
                    Act = CustodyAct.Exported,
                    Path = fileName,
                    Why = form == PackForm.Redacted ? "For the redacted pack" : "For the pack",
                    ById = by.Id,
                    At = pack.MadeAt,
                    HashBefore = exhibit.ManifestHash,
                    HashAfter = exhibit.ManifestHash,
                });
                ledger.Record("exhibit.exported", "exhibit", exhibit.Id, ("label", exhibit.Label), ("pack", blob.Sha256));
            }
            return pack;
        }, cancel);
}
