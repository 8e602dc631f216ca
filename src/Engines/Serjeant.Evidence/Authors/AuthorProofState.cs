namespace Serjeant.Evidence;

/// <summary>What became of an author's signature (for mail: RFC 6376 §6.1, RFC 8601 §2.7.1).</summary>
public enum AuthorProofState
{
    /// <summary>It holds: the signer signed these very bytes, as far as the signature says that it covers them.</summary>
    Pass = 1,

    /// <summary>It does not hold: something that was signed has changed, or somebody else wrote it.</summary>
    Fail,

    /// <summary>It can't be judged, now or later: no such key any more, expired, malformed, too weak.</summary>
    Unusable,

    /// <summary>The key could not be asked for now.</summary>
    NotNow,

    /// <summary>Nobody was asked for the key.</summary>
    NotChecked,
}
