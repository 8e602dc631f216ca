using Microsoft.AspNetCore.Identity;

namespace Serjeant.Data;

public enum ReadingChoice
{
    Everything = 1,
    SummariesOnly = 2,
    OnlyWhatNeedsMe = 3,
}

/// <summary>Somebody who signs in. A person belongs to one office; their email address is their user name.</summary>
public sealed class Person : IdentityUser<long>, IOfficeOwned
{
    public long OfficeId { get; set; }
    public required string DisplayName { get; set; }
    public Role Role { get; set; }
    public ReadingChoice Reading { get; set; } = ReadingChoice.Everything;
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Access ends by itself at this moment; null for no end.</summary>
    public DateTimeOffset? LeavesAt { get; set; }
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>The last authenticator time step accepted (RFC 6238 §5.2): a code works once.</summary>
    public long LastTotpStep { get; set; }

    /// <summary>Initials that label this person's exhibits, such as JS in JS/1.</summary>
    public string? Initials { get; set; }

    public bool HasLeft(DateTimeOffset now) => LeftAt is not null || LeavesAt <= now;
}
