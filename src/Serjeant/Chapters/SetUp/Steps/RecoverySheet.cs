using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Serjeant.Data;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.SetUp.Steps;

/// <summary>The evidence store's new key, as the page shows it for printing.</summary>
/// <param name="Groups">What is printed: seven groups of five characters.</param>
/// <param name="Sealed">The same, and the wrapped keys, as the form carries them: encrypted, for this office only.</param>
public sealed record Sheet(IReadOnlyList<string> Groups, string Sealed);

/// <summary>
/// Makes the office's evidence key and keeps it once a person has shown that the recovery key is on paper. Until then it is
/// nowhere but in the form, so that a key nobody wrote down is never in use.
/// </summary>
public sealed class RecoverySheet(VaultKeys keys, VaultRecovery recovery, IDataProtectionProvider protection, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(4);

    public Sheet Create(Office office)
    {
        var made = keys.Create();
        return Seal(office, new Pending(made.Wrapped, made.WrappedForRecovery, made.RecoveryKey.ToPrintedText()));
    }

    /// <summary>The sheet that a form carried; null when it is too old or another office's.</summary>
    public Sheet? Again(Office office, string? carried) => Open(office, carried) is { } pending ? Seal(office, pending) : null;

    /// <summary>Keeps the key when the typed group is the sheet's last. Inside a change.</summary>
    public async Task<bool> ConfirmAsync(Office office, string? carried, string? typedGroup, CancellationToken cancel)
    {
        if (Open(office, carried) is not { } pending || !IsLastGroup(pending.Printed, typedGroup))
            return false;
        using (var key = keys.Unlock(pending.Wrapped))
            await recovery.KeepRecordAsync(key, pending.ForRecovery, cancel);
        office.EvidenceKey = pending.Wrapped;
        office.EvidenceKeyForRecovery = pending.ForRecovery;
        office.RecoveryKeyPrintedAt = time.GetUtcNow();
        return true;
    }

    private static bool IsLastGroup(string printed, string? typed)
    {
        var wanted = printed.Split('-')[^1];
        var given = string.Concat((typed ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant().Replace('O', '0').Replace('I', '1').Replace('L', '1');
        return given == wanted;
    }

    private Sheet Seal(Office office, Pending pending) =>
        new(pending.Printed.Split('-'), Protector(office).Protect(JsonSerializer.Serialize(pending), Life));

    private Pending? Open(Office office, string? carried)
    {
        if (string.IsNullOrEmpty(carried) || carried.Length > 8000)
            return null;
        try
        {
            return JsonSerializer.Deserialize<Pending>(Protector(office).Unprotect(carried));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector(Office office) =>
        protection.CreateProtector("Serjeant.SetUp.RecoverySheet.v1", office.Id.ToString(CultureInfo.InvariantCulture)).ToTimeLimitedDataProtector();

    private sealed record Pending(byte[] Wrapped, byte[] ForRecovery, string Printed);
}
