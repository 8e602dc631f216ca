using Serjeant.Moderation;

namespace Serjeant.Data;

/// <summary>An account that messages came from.</summary>
public sealed class Author : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public Platform Platform { get; set; }

    /// <summary>What tells this account from others on its platform: the numeric id, else the handle, else a hash of the name.</summary>
    public required string Key { get; set; }
    public string? Handle { get; set; }
    public string? DisplayName { get; set; }

    /// <summary>The platform's own id; survives a rename.</summary>
    public string? PlatformId { get; set; }
    public string? ProfileAddress { get; set; }
}
