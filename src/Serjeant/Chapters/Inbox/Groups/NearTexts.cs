using System.Security.Cryptography;
using Serjeant.Chapters.Inbox.Ingest;
using Serjeant.Data;
using Serjeant.Text.Near;

namespace Serjeant.Chapters.Inbox.Groups;

/// <summary>
/// The texts that each office's groups began with, kept in memory to find near copies among what comes in. Nothing of it is stored:
/// the key is drawn when the program starts, and the database has the last word on every match. See ADR 0095.
/// </summary>
public sealed class NearTexts
{
    /// <summary>Offices kept at once; the one that was idle longest makes room and is read again when it is back.</summary>
    private const int MostOffices = 8;

    private readonly Lock gate = new();
    private readonly List<OfficeTexts> offices = [];

    public NearKey Key { get; } = NearKey.From(RandomNumberGenerator.GetBytes(NearKey.Length));

    /// <summary>Reads an office's newest texts, before its place as only writer is taken: the first time takes a moment.</summary>
    internal Task OpenAsync(SerjeantDb db, long officeId, CancellationToken cancel) => Of(officeId).OpenAsync(db, cancel);

    /// <summary>
    /// Gives near copies the key of the group that they belong to. Call within the office's change, with ids already given: what other
    /// copies of the program wrote meanwhile is taken in first.
    /// </summary>
    /// <returns>The groups that a near copy joined.</returns>
    internal Task<IReadOnlyCollection<long>> JoinAsync(SerjeantDb db, long officeId, IReadOnlyList<PreparedMessage> fresh, CancellationToken cancel) =>
        Of(officeId).JoinAsync(db, fresh, cancel);

    private OfficeTexts Of(long officeId)
    {
        lock (gate)
        {
            var at = offices.FindIndex(o => o.OfficeId == officeId);
            var texts = at >= 0 ? offices[at] : new OfficeTexts(officeId, Key);
            if (at >= 0)
                offices.RemoveAt(at);
            else if (offices.Count == MostOffices)
                offices.RemoveAt(0);
            offices.Add(texts);
            return texts;
        }
    }
}
