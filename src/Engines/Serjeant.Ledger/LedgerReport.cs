namespace Serjeant.Ledger;

/// <summary>What a check of a ledger found.</summary>
/// <param name="Office">The office that the file says it is of; null when it does not say.</param>
/// <param name="Key">The key that its checkpoints are checked against; null when there is none.</param>
/// <param name="Entries">How many entries were read.</param>
/// <param name="Root">The root over them, in hexadecimal.</param>
/// <param name="Covered">How many of them, from the first, a good signed checkpoint vouches for.</param>
/// <param name="Good">What holds, in plain English.</param>
/// <param name="Problems">What does not, in plain English. Empty when the ledger is whole.</param>
/// <param name="Notes">How far the check can be trusted, and what would make it say more.</param>
public sealed record LedgerReport(
    string? Office,
    string? Key,
    long Entries,
    string Root,
    long Covered,
    IReadOnlyList<string> Good,
    IReadOnlyList<string> Problems,
    IReadOnlyList<string> Notes)
{
    public bool IsWhole => Problems.Count == 0;
}

/// <summary>What the person who checks a ledger knows already, from elsewhere.</summary>
/// <param name="Key">The ledger's key, got from somebody who is trusted.</param>
/// <param name="Witnesses">Signed checkpoints that were seen earlier and kept on another machine.</param>
public sealed record LedgerVerifyOptions(CheckpointVerifier? Key = null, IReadOnlyList<string>? Witnesses = null);
