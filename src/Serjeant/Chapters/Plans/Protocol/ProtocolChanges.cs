using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Plans.Protocol;

/// <summary>Puts a new version of the protocol in force. Earlier versions stay as they were: decisions cite them.</summary>
public sealed class ProtocolChanges(SerjeantDb db, OfficeChanges changes, TimeProvider time)
{
    public static Task<Data.Protocol?> InForceAsync(SerjeantDb db, CancellationToken cancel) =>
        db.Protocols.AsNoTracking().Include(p => p.Rules.OrderBy(r => r.Number)).Where(p => p.InForceAt != null)
            .OrderByDescending(p => p.Version).FirstOrDefaultAsync(cancel);

    /// <param name="basedOn">The version that the person edited.</param>
    /// <returns>The new version's number; null when another version came into force meanwhile.</returns>
    public Task<int?> PutInForceAsync(long officeId, long personId, int basedOn, ProtocolDraft draft, CancellationToken cancel) =>
        changes.RunAsync<int?>(officeId, personId, async ledger =>
        {
            var before = await InForceAsync(db, cancel);
            if ((before?.Version ?? 0) != basedOn)
                return null;
            var now = time.GetUtcNow();
            var protocol = new Data.Protocol
            {
                OfficeId = officeId,
                Version = basedOn + 1,
                Template = before?.Template ?? "own",
                Title = draft.Title,
                Intro = draft.Intro,
                CreatedAt = now,
                InForceAt = now,
                Rules = [.. draft.Rules.Select(r => new ProtocolRule
                {
                    OfficeId = officeId, Number = r.Number, Title = r.Title, Text = r.Text, Categories = r.Categories, Enabled = r.Enabled,
                    Level = r.Level, Warning = r.Warning,
                })],
            };
            db.Protocols.Add(protocol);
            await db.SaveChangesAsync(cancel);
            ledger.Record("protocol.in-force", "protocol", protocol.Id,
                ("version", FormattableString.Invariant($"{protocol.Version}")), ("sha256", ProtocolText.Hash(protocol)),
                ("rules", FormattableString.Invariant($"{protocol.Rules.Count}")));
            return protocol.Version;
        }, cancel);
}

/// <summary>A protocol as a person edited it, checked and numbered from 1.</summary>
public sealed record ProtocolDraft(string Title, string Intro, IReadOnlyList<RuleDraft> Rules);

public sealed record RuleDraft(int Number, string Title, string Text, string Categories, bool Enabled, FlagLevel Level, string? Warning);
