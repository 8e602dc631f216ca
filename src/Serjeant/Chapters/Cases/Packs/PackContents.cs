using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Cases.Redacting;
using Serjeant.Chapters.Team.Keys;
using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Packs;

/// <summary>A web archive in a pack.</summary>
/// <param name="Key">The office's key that it says signs it; null where it names none, or one that is not the office's.</param>
public sealed record PackArchive(PackExhibit Of, WaczHead Head, OfficeSigningKey? Key);

/// <summary>All that goes into a pack but the report and what tells how to check it.</summary>
/// <param name="Keys">The public keys of its web archives, each once.</param>
/// <param name="Proofs">Who signed its files, answered when they were sealed or later.</param>
public sealed record PackContents(
    IReadOnlyList<PackExhibit> Exhibits, PackStamps Stamps, IReadOnlyList<PackArchive> Archives, IReadOnlyList<OfficeSigningKey> Keys, IReadOnlyList<PackProof> Proofs)
{
    public static async Task<PackContents> ReadAsync(SerjeantDb db, OpenVault vault, AuthorProofs kinds, PackForm form, IReadOnlyList<Exhibit> chosen, CancellationToken cancel)
    {
        var exhibits = await PackExhibit.ReadAsync(db, vault, form, chosen, cancel);
        var whole = exhibits.Where(e => !e.HeldBack).ToList();
        var stamps = await PackStamps.ReadAsync(db, vault, exhibits, cancel);
        var (archives, keys) = (new List<PackArchive>(), new List<OfficeSigningKey>());
        var known = await db.OfficeSigningKeys.AsNoTracking().ToDictionaryAsync(k => k.KeyId, cancel);
        foreach (var exhibit in whole.Where(e => e.Exhibit.Source == ExhibitSource.ServerCapture))
        {
            if (await ExhibitMaker.ArchiveAsync(vault, exhibit.Exhibit, cancel) is not { } head)
                continue;
            var key = head.SigningKey is { } id ? known.GetValueOrDefault(id) : null;
            if (key is not null && !keys.Contains(key))
                keys.Add(key);
            archives.Add(new PackArchive(exhibit, head, key));
        }
        return new PackContents(exhibits, stamps, archives, keys, await PackProof.ReadAsync(db, vault, kinds, exhibits, cancel));
    }

    /// <summary>What VERIFY.txt has to tell of it.</summary>
    public VerifyText Explain(VerifyText text) => text with
    {
        ExampleExhibit = Exhibits.FirstOrDefault(e => !e.HeldBack)?.Folder ?? $"{Exhibits[0].Folder}/{RedactedFiles.FolderOf(Exhibits[0].Copies[0].Number)}",
        TimeStamps = [.. Exhibits.SelectMany(e => Stamps.ToVerify(e, TimeStampOver.Manifest))],
        Archives = [.. Archives.Select(a => new VerifyArchive(
            a.Of.Folder, a.Key is { } key ? Keys.ToList().IndexOf(key) + 1 : null, a.Head.SigningKey, [.. Stamps.ToVerify(a.Of, TimeStampOver.Archive)]))],
        HeldBack = [.. Exhibits.Where(e => e.HeldBack).Select(e => e.Folder)],
        AuthorProofs = [.. Proofs.Select(p => new VerifyAuthorProof(p.Of.Folder, p.Kind, p.Later is not null))],
    };

    /// <summary>Writes it all into the bag.</summary>
    /// <exception cref="InvalidDataException">A file is not what was sealed.</exception>
    public async Task WriteAsync(BagWriter bag, OpenVault vault, CancellationToken cancel)
    {
        for (var i = 0; i < Stamps.Chains.Count; i++)
            await bag.AddAsync(TimeStampFiles.ChainOf(i + 1), Encoding.ASCII.GetBytes(Stamps.Chains[i]), cancel);
        for (var i = 0; i < Keys.Count; i++)
            await bag.AddAsync(VerifyArchives.KeyFile(i + 1), Encoding.ASCII.GetBytes(OfficeSigningKeys.Pem(Keys[i])), cancel);
        foreach (var proof in Proofs)
        {
            if (proof.Later is { } answer)
                await AddAsync(proof.File, answer.Hash!, answer.Bytes);
        }
        foreach (var exhibit in Exhibits)
        {
            var folder = $"exhibits/{exhibit.Folder}/";
            if (exhibit.HeldBack)
                await WriteCopiesAsync(exhibit, folder);
            else
                foreach (var file in exhibit.Files)
                    await AddAsync(folder + file.Path, file.Hash, file.Bytes);
            foreach (var stamp in Stamps.Of[exhibit.Exhibit.Id])
                await bag.AddAsync(folder + stamp.File, stamp.Token, cancel);
        }

        async Task WriteCopiesAsync(PackExhibit exhibit, string folder)
        {
            await bag.AddAsync(folder + RedactedFiles.HeldFile, exhibit.HeldList(), cancel);
            foreach (var copy in exhibit.Copies)
            {
                var place = folder + RedactedFiles.FolderOf(copy.Number) + "/";
                var manifest = await vault.ReadAsync(new BlobRef(copy.ManifestHash, copy.ManifestBytes), cancel);
                await bag.AddAsync(place + ExhibitManifest.FileName, manifest, cancel);
                await bag.AddAsync(place + ExhibitManifest.SumsFileName, ExhibitManifest.Parse(manifest).ToSums(manifest), cancel);
                await AddAsync(folder + Redactions.PathOf(copy), copy.Hash, copy.Bytes);
                foreach (var stamp in Stamps.OfCopy[copy.Id])
                    await bag.AddAsync(place + stamp.File, stamp.Token, cancel);
            }
        }

        Task AddAsync(string path, string hash, long bytes) =>
            bag.AddAsync(path, async c => await vault.OpenAsync(new BlobRef(hash, bytes), c), hash, cancel);
    }
}
