using Serjeant.Evidence;

namespace Serjeant.Outside.Authentication;

/// <summary>One <c>DKIM-Signature</c> and what became of it.</summary>
/// <param name="Domain">Who signed (d=), lower case; empty when it can't be read.</param>
/// <param name="Selector">Which of the domain's keys (s=).</param>
/// <param name="State">What became of it.</param>
/// <param name="Reason">One plain sentence without a full stop.</param>
/// <param name="Algorithm">a=, such as <c>rsa-sha256</c>.</param>
/// <param name="SignedFields">Names of the header fields under the signature (h=), lower case.</param>
/// <param name="SignedAt">t=, as the signer says.</param>
/// <param name="KeyName">Where the key was asked for: <c>selector._domainkey.domain</c>.</param>
/// <param name="KeyRecord">The key as it was published when asked; null when there was none. Whoever keeps it can check again after it is gone.</param>
public sealed record DkimSignature(
    string Domain, string Selector, AuthorProofState State, string Reason, string Algorithm, IReadOnlyList<string> SignedFields,
    DateTimeOffset? SignedAt, string KeyName, string? KeyRecord);
