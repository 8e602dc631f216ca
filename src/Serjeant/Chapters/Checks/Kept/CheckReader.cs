using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Data;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Checks.Kept;

/// <summary>Finds checks again and reads their messages from the vault.</summary>
public sealed class CheckReader(SerjeantDb db, OfficeVault vaults)
{
    public Task<MessageCheck?> FindAsync(long id, Person reader, CancellationToken cancel) =>
        db.MessageChecks.AsNoTracking().VisibleTo(reader).SingleOrDefaultAsync(c => c.Id == id, cancel);

    /// <summary>The message as it was handed over; null where it was not kept.</summary>
    /// <exception cref="VaultException">It was changed or damaged, or the office's key can't be opened.</exception>
    public async Task<byte[]?> MessageAsync(MessageCheck check, CancellationToken cancel)
    {
        if (check.MessageHash is null)
            return null;
        await using var vault = await vaults.OpenAsync(check.OfficeId, cancel);
        try
        {
            return await vault.ReadAsync(new BlobRef(check.MessageHash, check.MessageBytes), cancel);
        }
        catch (FileNotFoundException e)
        {
            throw new VaultException("The message is no longer in the evidence store.", e);
        }
    }

    /// <summary>Names of people by id.</summary>
    public async Task<IReadOnlyDictionary<long, string>> PeopleAsync(CancellationToken cancel) =>
        await db.Users.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancel);
}
