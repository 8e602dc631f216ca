using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Team.Keys;

/// <summary>The office's current signing key, open. Dispose it soon.</summary>
/// <param name="KeyId">SHA-256 of <paramref name="PublicKey"/>, lower-case hexadecimal: how the ledger and the page of keys name it.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo, DER.</param>
/// <param name="Key">ECDSA on P-384.</param>
public sealed record OpenSigningKey(string KeyId, byte[] PublicKey, ECDsa Key) : IDisposable
{
    public void Dispose() => Key.Dispose();
}

/// <summary>
/// The keys that an office signs with. The first is made with the office's evidence store; a manager puts a new one in its
/// place, and then the old one's private part is destroyed and its public part stays known.
/// </summary>
public sealed class OfficeSigningKeys(SerjeantDb db, OfficeChanges changes, VaultKeys vaults, TimeProvider time)
{
    /// <summary>Opens the current key; makes one first for an office that has none. Not from inside a change.</summary>
    /// <exception cref="VaultException">The office has no evidence store yet, or this program's ring can't open its key.</exception>
    public async Task<OpenSigningKey> OpenAsync(long officeId, CancellationToken cancel)
    {
        using var office = vaults.Unlock(await EvidenceKeyAsync(officeId, cancel));
        var row = await CurrentAsync(officeId, cancel)
            ?? await changes.RunAsync(officeId, null, async ledger => await CurrentAsync(officeId, cancel) ?? Add(officeId, office, ledger), cancel);
        return new OpenSigningKey(row.KeyId, row.PublicKey, SigningKeys.Open(office, row.Wrapped!, row.PublicKey));
    }

    /// <summary>Makes an office's first key. Inside the change that makes its evidence key.</summary>
    public OfficeSigningKey AddFirst(Office office, LedgerWriter ledger)
    {
        using var key = vaults.Unlock(office.EvidenceKey!);
        return Add(office.Id, key, ledger);
    }

    /// <summary>Puts a new key in the current one's place. What was signed before still checks out with the old public key.</summary>
    public Task<OfficeSigningKey> ReplaceAsync(long officeId, long personId, string why, CancellationToken cancel) =>
        changes.RunAsync(officeId, personId, async ledger =>
        {
            using var office = vaults.Unlock(await EvidenceKeyAsync(officeId, cancel));
            if (await CurrentAsync(officeId, cancel) is { } old)
            {
                db.OfficeSigningKeys.Attach(old);
                (old.ReplacedAt, old.ReplacedById, old.ReplacedWhy, old.Wrapped) = (time.GetUtcNow(), personId, why, null);
                // The new one is current only once the old one is not: one of each office may be.
                await db.SaveChangesAsync(cancel);
                ledger.Record("signing-key.replaced", "signing-key", old.KeyId[..16], ("key", old.KeyId));
            }
            return Add(officeId, office, ledger);
        }, cancel);

    /// <summary>All keys that the office ever signed with, newest first.</summary>
    public Task<List<OfficeSigningKey>> AllAsync(CancellationToken cancel) =>
        db.OfficeSigningKeys.AsNoTracking().OrderByDescending(k => k.Id).ToListAsync(cancel);

    /// <summary>The public part as a PEM file, as openssl reads it.</summary>
    public static string Pem(OfficeSigningKey key) => PemEncoding.WriteString("PUBLIC KEY", key.PublicKey) + "\n";

    private OfficeSigningKey Add(long officeId, OfficeKey office, LedgerWriter ledger)
    {
        var made = SigningKeys.Create(office);
        var row = new OfficeSigningKey
        {
            OfficeId = officeId,
            KeyId = made.Id,
            PublicKey = made.PublicKey,
            Wrapped = made.Wrapped,
            MadeAt = time.GetUtcNow(),
        };
        db.OfficeSigningKeys.Add(row);
        ledger.Record("signing-key.made", "signing-key", made.Id[..16], ("key", made.Id), ("algorithm", "ECDSA P-384"));
        return row;
    }

    private Task<OfficeSigningKey?> CurrentAsync(long officeId, CancellationToken cancel) =>
        db.OfficeSigningKeys.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(k => k.OfficeId == officeId && k.ReplacedAt == null, cancel);

    private async Task<byte[]> EvidenceKeyAsync(long officeId, CancellationToken cancel) =>
        await db.Offices.Where(o => o.Id == officeId).Select(o => o.EvidenceKey).SingleOrDefaultAsync(cancel)
            ?? throw new VaultException("This office has no evidence store yet. Finish setting up the office first.");
}
