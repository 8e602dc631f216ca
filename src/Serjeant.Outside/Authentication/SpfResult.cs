namespace Serjeant.Outside.Authentication;

/// <summary>RFC 7208 §2.6, and two states of our own for what was not asked.</summary>
public enum SpfState
{
    None = 0,
    Neutral,
    Pass,
    Fail,
    SoftFail,

    /// <summary>No answer now.</summary>
    TempError,

    /// <summary>The domain's record is not in order.</summary>
    PermError,

    /// <summary>Nobody was asked: offline, or not known how the mail came.</summary>
    NotChecked,
}

/// <param name="Domain">Whose record was read.</param>
/// <param name="Reason">One plain sentence without a full stop.</param>
public sealed record SpfResult(SpfState State, string Domain, string Reason);
