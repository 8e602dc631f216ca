using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Outside.Storage;
using Serjeant.Outside.TimeStamps;

namespace Serjeant.Chapters.Cases.Packs;

/// <summary>One time-stamp of an exhibit in a pack.</summary>
/// <param name="File">Its name in the exhibit's folder.</param>
/// <param name="Token">The whole answer of the authority.</param>
/// <param name="Chain">The number of its certificates.</param>
public sealed record PackStamp(ExhibitTimestamp Row, string File, byte[] Token, TimeStamp Stamp, int Chain);

/// <summary>The time-stamps of a pack's exhibits, and the certificates of those who gave them, each chain once.</summary>
public sealed record PackStamps(ILookup<long, PackStamp> Of, IReadOnlyList<string> Chains)
{
    /// <exception cref="VaultException">A time-stamp is damaged, or not of its exhibit.</exception>
    public static async Task<PackStamps> ReadAsync(SerjeantDb db, OpenVault vault, IReadOnlyList<Exhibit> exhibits, CancellationToken cancel)
    {
        var ids = exhibits.Select(e => e.Id).ToList();
        var rows = await db.ExhibitTimestamps.AsNoTracking().Where(t => t.State == TimestampState.Done && ids.Contains(t.ExhibitId)).OrderBy(t => t.Id).ToListAsync(cancel);
        var (stamps, chains, counts) = (new List<PackStamp>(), new List<string>(), new Dictionary<(long, int), int>());
        foreach (var row in rows)
        {
            var token = await ReadAsync(vault, row, cancel);
            var stamp = Check(token, Convert.FromHexString(row.Imprint));
            if (!chains.Contains(stamp.ChainPem))
                chains.Add(stamp.ChainPem);
            var number = counts[(row.ExhibitId, row.Over)] = counts.GetValueOrDefault((row.ExhibitId, row.Over)) + 1;
            stamps.Add(new PackStamp(row, TimeStampFiles.NameOf(number, (TimeStampOver)row.Over), token, stamp, chains.IndexOf(stamp.ChainPem) + 1));
        }
        return new PackStamps(stamps.ToLookup(s => s.Row.ExhibitId), chains);
    }

    /// <summary>As VERIFY.txt tells of those of one exhibit.</summary>
    public IEnumerable<VerifyTimeStamp> ToVerify(PackExhibit exhibit, TimeStampOver over) => Of[exhibit.Exhibit.Id].Where(s => s.Row.Over == (int)over)
        .Select(s => new VerifyTimeStamp(exhibit.Folder, s.File, s.Chain, s.Stamp.At, PackReport.Printable(s.Stamp.Authority), PackReport.Printable(s.Stamp.Root)));

    private static async Task<byte[]> ReadAsync(OpenVault vault, ExhibitTimestamp row, CancellationToken cancel)
    {
        await using var stream = await vault.OpenAsync(new BlobRef(row.TokenHash!, row.TokenBytes), cancel);
        var token = new byte[row.TokenBytes];
        await stream.ReadExactlyAsync(token, cancel);
        return token;
    }

    private static TimeStamp Check(byte[] token, byte[] hash)
    {
        try
        {
            return TimeStampReader.Read(token, hash);
        }
        catch (TimeStampException e)
        {
            throw new VaultException("A time-stamp in the evidence store does not hold any more.", e);
        }
    }
}
