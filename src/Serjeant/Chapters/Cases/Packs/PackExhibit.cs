using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Cases.Redacting;
using Serjeant.Data;
using Serjeant.Evidence;

namespace Serjeant.Chapters.Cases.Packs;

/// <summary>
/// An exhibit as it goes into a pack. In the redacted form, one that has redacted copies in use is held back whole: whatever else it
/// holds (web archive, page, PDF, text) shows the same again, so only the copies go.
/// </summary>
/// <param name="Copies">The copies that go in its place; empty for an exhibit that goes in itself.</param>
public sealed record PackExhibit(Exhibit Exhibit, IReadOnlyList<Redaction> Copies)
{
    /// <summary>The sealed facts; null where they can't be read.</summary>
    public ExhibitManifest? Manifest { get; init; }

    public bool HeldBack => Copies.Count > 0;

    /// <summary>Its folder in the pack's <c>exhibits/</c>.</summary>
    public string Folder => ExhibitLabel.AsFolder(Exhibit.Label);

    /// <summary>The exhibit's own files, in the order of lists.</summary>
    public IEnumerable<ExhibitFile> Files => Exhibit.Files.OrderBy(f => f.Path, StringComparer.Ordinal);

    /// <summary>SHA-256 of its files that go in.</summary>
    public IEnumerable<string> Hashes() => HeldBack ? Copies.Select(c => c.Hash) : Exhibit.Files.Select(f => f.Hash);

    /// <summary>The list of what is held back: every file of the exhibit, its manifest included.</summary>
    public byte[] HeldList() => SumsFile.Write(Exhibit.Files.Select(f => (f.Path, f.Hash)));

    /// <summary>Where a file of the pack is from that shows a picture: its place in the exhibit's folder, and the bytes' hash.</summary>
    public IEnumerable<(string Path, string Hash, long Bytes)> Pictures() => HeldBack
        ? Copies.Where(c => c.MediaType == "image/png").Select(c => (Redactions.PathOf(c), c.Hash, c.Bytes))
        : Files.Where(Redactable.IsPicture).Select(f => (f.Path, f.Hash, f.Bytes));

    public static async Task<IReadOnlyList<PackExhibit>> ReadAsync(SerjeantDb db, OpenVault vault, PackForm form, IReadOnlyList<Exhibit> exhibits, CancellationToken cancel)
    {
        var copies = form == PackForm.Full ? Array.Empty<Redaction>().ToLookup(r => r.ExhibitId) : await CopiesAsync(db, exhibits, cancel);
        var all = new List<PackExhibit>();
        foreach (var exhibit in exhibits)
            all.Add(new PackExhibit(exhibit, [.. copies[exhibit.Id]]) { Manifest = await SealedManifest.ReadAsync(vault, exhibit, cancel) });
        return all;
    }

    private static async Task<ILookup<long, Redaction>> CopiesAsync(SerjeantDb db, IReadOnlyList<Exhibit> exhibits, CancellationToken cancel)
    {
        var ids = exhibits.Select(e => e.Id).ToList();
        var marked = SealedMarks.Bytes(db);
        return (await db.Redactions.AsNoTracking().Where(r => ids.Contains(r.ExhibitId) && r.RemovedAt == null && !marked.Any(m => m.Hash == r.Hash)).OrderBy(r => r.Number).ToListAsync(cancel))
            .ToLookup(r => r.ExhibitId);
    }
}
