using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Cases.Packs;
using Serjeant.Chapters.Inbox.Steps;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.ChildImages;

/// <summary>What an office knows again once it was sealed off: files by their bytes, and addresses. Only the office's own are ever asked.</summary>
public sealed class SealedMarks(SerjeantDb db, TimeProvider time)
{
    /// <summary>Where a capture has the account's own page, whoever made it.</summary>
    private const string Profile = "profile/";

    /// <summary>
    /// Whether a file says enough to be known by: pages and pictures of the post, and all that a person handed over. What the desk wrote beside them, plain words that
    /// thousands of messages share, and the account's own page, which for many accounts is one page to sign in at, does not.
    /// </summary>
    private static bool Tells(string path, string mediaType, long bytes) => bytes > 0 && !IsOfProfile(path)
        && (path.StartsWith(ExhibitUpload.Folder, StringComparison.Ordinal) || !(mediaType.StartsWith("text/plain", StringComparison.Ordinal) || mediaType == "application/json"));

    private static bool IsOfProfile(string path) => path.StartsWith(Profile, StringComparison.Ordinal);

    /// <summary>One number for all spellings of an address: without scheme, www., fragment and last slash.</summary>
    internal static string? HashOf(string? address) => CoreOf(address) is { } core ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(core))) : null;

    /// <summary>What all spellings of an address have in them.</summary>
    internal static string? CoreOf(string? address)
    {
        if (WebAddress.OrNull(address) is not { } sound)
            return null;
        var uri = new Uri(sound);
        var host = uri.Authority.StartsWith("www.", StringComparison.Ordinal) ? uri.Authority[4..] : uri.Authority;
        return host + uri.PathAndQuery.TrimEnd('/');
    }

    public Task<SealedMark?> OfBytesAsync(IReadOnlyList<string> hashes, CancellationToken cancel) =>
        Bytes(db).AsNoTracking().Where(m => hashes.Contains(m.Hash)).OrderBy(m => m.Id).FirstOrDefaultAsync(cancel);

    public async Task<SealedMark?> OfAddressAsync(string? address, CancellationToken cancel) => HashOf(address) is { } hash
        ? await db.SealedMarks.AsNoTracking().FirstOrDefaultAsync(m => m.Kind == SealedMarkKind.Address && m.Hash == hash, cancel)
        : null;

    /// <returns>Those of which something was sealed off.</returns>
    internal async Task<IReadOnlySet<string>> OfAddressesAsync(IEnumerable<string?> addresses, CancellationToken cancel)
    {
        var shut = (await db.SealedMarks.Where(m => m.Kind == SealedMarkKind.Address).Select(m => m.Hash).ToListAsync(cancel)).ToHashSet();
        return shut.Count == 0 ? new HashSet<string>() : addresses.OfType<string>().Distinct().Where(a => HashOf(a) is { } hash && shut.Contains(hash)).ToHashSet();
    }

    /// <summary>The bytes by which an exhibit is known again: its own, those of its redacted copies and of its later looks; not the account's own page.</summary>
    /// <param name="exhibits">It and its later looks.</param>
    internal async Task<IReadOnlyList<string>> BytesOfAsync(IQueryable<Exhibit> exhibits, CancellationToken cancel)
    {
        var files = await db.ExhibitFiles.Where(f => exhibits.Any(e => e.Id == f.ExhibitId)).Select(f => new { f.Path, f.MediaType, f.Bytes, f.Hash }).ToListAsync(cancel);
        var copies = await db.Redactions.Where(r => exhibits.Any(e => e.Id == r.ExhibitId)).Select(r => new { r.SourcePath, r.Hash }).ToListAsync(cancel);
        return
        [
            .. files.Where(f => Tells(f.Path, f.MediaType, f.Bytes)).Select(f => f.Hash)
                .Concat(copies.Where(c => !IsOfProfile(c.SourcePath)).Select(c => c.Hash)).Distinct(),
        ];
    }

    /// <summary>Writes down an exhibit's bytes, the packs that hold it and its address, inside a change. What is there already stays.</summary>
    internal async Task AddAsync(Exhibit exhibit, IQueryable<Exhibit> withLooks, CancellationToken cancel)
    {
        var packs = await PackDownloads.Holding(db, withLooks).Select(p => p.Hash).ToListAsync(cancel);
        var marks = (await BytesOfAsync(withLooks, cancel)).Concat(packs).Select(hash => (Kind: SealedMarkKind.Bytes, Hash: hash));
        if (HashOf(exhibit.Address) is { } address)
            marks = marks.Append((SealedMarkKind.Address, address));
        await WriteAsync(exhibit, marks, cancel);
    }

    /// <summary>Writes down files that may quote what an exhibit holds.</summary>
    internal Task AddBytesAsync(Exhibit exhibit, IEnumerable<string> hashes, CancellationToken cancel) => WriteAsync(exhibit, hashes.Select(hash => (SealedMarkKind.Bytes, hash)), cancel);

    /// <summary>The marked bytes of the context's office.</summary>
    internal static IQueryable<SealedMark> Bytes(SerjeantDb db) => db.SealedMarks.Where(m => m.Kind == SealedMarkKind.Bytes);

    /// <returns>The label of what was sealed off, by the hash of each of these files that nobody opens for that.</returns>
    internal static async Task<IReadOnlyDictionary<string, string>> ClosedOfAsync(SerjeantDb db, IReadOnlyList<string> hashes, CancellationToken cancel) =>
        await Bytes(db).Where(m => hashes.Contains(m.Hash)).Join(db.Exhibits, m => m.ExhibitId, e => e.Id, (m, e) => new { m.Hash, e.Label }).ToDictionaryAsync(m => m.Hash, m => m.Label, cancel);

    /// <summary>Exhibits that are open, but for a file that may quote what was sealed off.</summary>
    internal static IQueryable<Exhibit> ClosedInPart(SerjeantDb db) => OpenWith(db, Bytes(db));

    /// <summary>Of those the ones that hold something marked with one exhibit.</summary>
    internal static IQueryable<Exhibit> ClosedInPartBy(SerjeantDb db, long exhibitId) => OpenWith(db, Bytes(db).Where(m => m.ExhibitId == exhibitId));

    private static IQueryable<Exhibit> OpenWith(SerjeantDb db, IQueryable<SealedMark> marked) =>
        db.Exhibits.Where(e => e.SealedOffAt == null && e.Files.Any(f => marked.Any(m => m.Hash == f.Hash)));

    private async Task WriteAsync(Exhibit exhibit, IEnumerable<(SealedMarkKind Kind, string Hash)> marks, CancellationToken cancel)
    {
        var wanted = marks.Distinct().ToList();
        var hashes = wanted.ConvertAll(m => m.Hash);
        var there = await db.SealedMarks.Where(m => hashes.Contains(m.Hash)).Select(m => new { m.Kind, m.Hash }).ToListAsync(cancel);
        var now = time.GetUtcNow();
        db.SealedMarks.AddRange(wanted.Where(m => !there.Any(t => t.Kind == m.Kind && t.Hash == m.Hash))
            .Select(m => new SealedMark { OfficeId = exhibit.OfficeId, Kind = m.Kind, Hash = m.Hash, ExhibitId = exhibit.Id, At = now }));
        await db.SaveChangesAsync(cancel);
    }
}
