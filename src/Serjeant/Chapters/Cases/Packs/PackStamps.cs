using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Outside.Storage;
using Serjeant.Outside.TimeStamps;

namespace Serjeant.Chapters.Cases.Packs;

/// <summary>One time-stamp of an exhibit in a pack.</summary>
/// <param name="File">Its name in the folder of the exhibit or of the copy.</param>
/// <param name="Token">The authority's answer, less what nothing signs: it can be checked byte by byte outside the pack too.</param>
/// <param name="Chain">The number of its certificates.</param>
public sealed record PackStamp(ExhibitTimestamp Row, string File, byte[] Token, TimeStamp Stamp, int Chain);

/// <summary>The time-stamps of a pack's exhibits and redacted copies, and the certificates of those who gave them, each chain once.</summary>
public sealed record PackStamps(IReadOnlyList<PackStamp> All, IReadOnlyList<string> Chains)
{
    /// <summary>Of an exhibit itself, by its id.</summary>
    public ILookup<long, PackStamp> Of { get; } = All.Where(s => s.Row.RedactionId is null).ToLookup(s => s.Row.ExhibitId);

    /// <summary>By the id of a redacted copy.</summary>
    public ILookup<long, PackStamp> OfCopy { get; } = All.Where(s => s.Row.RedactionId is not null).ToLookup(s => s.Row.RedactionId!.Value);

    /// <exception cref="VaultException">A time-stamp is damaged, or not of its exhibit.</exception>
    public static async Task<PackStamps> ReadAsync(SerjeantDb db, OpenVault vault, IReadOnlyList<PackExhibit> exhibits, CancellationToken cancel)
    {
        var all = exhibits.Select(e => e.Exhibit.Id).ToList();
        var ids = exhibits.Where(e => !e.HeldBack).Select(e => e.Exhibit.Id).ToList();
        var copies = exhibits.SelectMany(e => e.Copies).Select(c => (long?)c.Id).ToList();
        var rows = await db.ExhibitTimestamps.AsNoTracking().Where(t => t.State == TimestampState.Done && all.Contains(t.ExhibitId)
            && ((t.RedactionId == null && ids.Contains(t.ExhibitId)) || copies.Contains(t.RedactionId))).OrderBy(t => t.Id).ToListAsync(cancel);
        var (stamps, chains, counts) = (new List<PackStamp>(), new List<string>(), new Dictionary<(long, long?, int), int>());
        foreach (var row in rows)
        {
            var (token, stamp) = Check(await vault.ReadAsync(new BlobRef(row.TokenHash!, row.TokenBytes), cancel), Convert.FromHexString(row.Imprint));
            if (!chains.Contains(stamp.ChainPem))
                chains.Add(stamp.ChainPem);
            var key = (row.ExhibitId, row.RedactionId, row.Over);
            var number = counts[key] = counts.GetValueOrDefault(key) + 1;
            stamps.Add(new PackStamp(row, TimeStampFiles.NameOf(number, (TimeStampOver)row.Over), token, stamp, chains.IndexOf(stamp.ChainPem) + 1));
        }
        return new PackStamps(stamps, chains);
    }

    /// <summary>As VERIFY.txt tells of those of one exhibit, or of the copies that stand in its place.</summary>
    public IEnumerable<VerifyTimeStamp> ToVerify(PackExhibit exhibit, TimeStampOver over) =>
        In(exhibit.Folder, Of[exhibit.Exhibit.Id]).Concat(exhibit.Copies.SelectMany(c => In($"{exhibit.Folder}/{RedactedFiles.FolderOf(c.Number)}", OfCopy[c.Id])))
            .Where(s => s.Over == over).Select(s => s.Told);

    private static IEnumerable<(TimeStampOver Over, VerifyTimeStamp Told)> In(string folder, IEnumerable<PackStamp> stamps) => stamps.Select(s => (
        (TimeStampOver)s.Row.Over,
        new VerifyTimeStamp(folder, s.File, s.Chain, s.Stamp.At, PackReport.Printable(s.Stamp.Authority), PackReport.Printable(s.Stamp.Root))));

    private static (byte[] Token, TimeStamp Stamp) Check(byte[] token, byte[] hash)
    {
        try
        {
            var stamp = TimeStampReader.Read(token, hash);
            return (Plain(token, hash), stamp);
        }
        catch (TimeStampException e)
        {
            throw new VaultException("A time-stamp in the evidence store does not hold any more.", e);
        }
    }

    // One that can't be written so goes as it came: the bag's lists cover it, and no pack waits for an authority's spelling.
    private static byte[] Plain(byte[] token, byte[] hash)
    {
        try
        {
            return TimeStampForm.Of(token, hash);
        }
        catch (TimeStampException)
        {
            return token;
        }
    }
}
