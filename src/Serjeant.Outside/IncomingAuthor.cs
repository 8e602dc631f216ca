namespace Serjeant.Outside;

/// <summary>Who a message says it is from. Any part may be missing or made up by the sender.</summary>
/// <param name="Handle">A user name, or for mail the address.</param>
/// <param name="PlatformId">The platform's own id for the account, which outlives a change of name.</param>
public sealed record IncomingAuthor(string? Handle, string? DisplayName, string? PlatformId, string? ProfileAddress)
{
    public static IncomingAuthor Unknown { get; } = new(null, null, null, null);
}
