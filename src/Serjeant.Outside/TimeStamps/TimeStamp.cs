namespace Serjeant.Outside.TimeStamps;

/// <summary>What a time-stamp says, once its signature and its imprint have been checked. Names in it are the authority's: hostile.</summary>
/// <param name="At">When the authority says that the hash was there.</param>
/// <param name="Accuracy">How far that may be off, either way; null where the authority does not say.</param>
/// <param name="Serial">Hexadecimal.</param>
/// <param name="Policy">The authority's policy, an object identifier.</param>
/// <param name="Authority">The name in the certificate that signed.</param>
/// <param name="Root">The name of the root that the certificate hangs on, as far as the certificates in the token tell.</param>
/// <param name="RootIsHere">Whether the root's own certificate is in the token.</param>
/// <param name="ChainPem">The certificates of the chain, the signer's first, as PEM.</param>
public sealed record TimeStamp(
    DateTimeOffset At, TimeSpan? Accuracy, string Serial, string Policy, string Authority, string Root, bool RootIsHere, string ChainPem)
{
    /// <summary>The nonce of the request that it answers; null where there was none.</summary>
    internal ReadOnlyMemory<byte>? Nonce { get; init; }
}
