namespace Serjeant.Data;

/// <summary>What an office is called in its ledger: a number, since a name is personal data and may change.</summary>
internal static class LedgerOffice
{
    public static string NameOf(long officeId) => FormattableString.Invariant($"office:{officeId}");
}
