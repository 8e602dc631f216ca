namespace Serjeant.Data;

/// <summary>What a person is in the office. What each may do is in one table: <c>Shell/Access/RolePermissions.cs</c> of the desk.</summary>
public enum Role
{
    /// <summary>Runs the office: people, settings, everything below.</summary>
    Manager = 1,

    /// <summary>Works the queue, makes cases and packs.</summary>
    Moderator = 2,

    /// <summary>Drafts posts and answers; sees messages that are not abuse.</summary>
    Author = 3,

    /// <summary>Looks, changes nothing.</summary>
    Viewer = 4,

    /// <summary>The politician: summaries first, text only when asked for.</summary>
    Principal = 5,
}
