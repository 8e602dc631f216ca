using Serjeant.Data;

namespace Serjeant.Shell.Access;

/// <summary>The one table of who may do what.</summary>
public static class RolePermissions
{
    private static readonly Permission[] Viewer =
        [Permission.UseTheDesk, Permission.SeeMessages, Permission.SeeCases, Permission.SeeProtocol];

    private static readonly Permission[] Author = [Permission.UseTheDesk, Permission.SeeMessages, Permission.SeeProtocol];

    private static readonly Permission[] Principal =
    [
        Permission.UseTheDesk, Permission.SeeMessages, Permission.UncoverText, Permission.SeeCases, Permission.SeeEvidence,
        Permission.SeeProtocol, Permission.SeeTeam, Permission.SeeLedger,
    ];

    private static readonly Permission[] Moderator =
    [
        Permission.UseTheDesk, Permission.SeeMessages, Permission.UncoverText, Permission.DecideMessages, Permission.BringMessagesIn,
        Permission.PairBrowsers, Permission.SeeCases, Permission.WorkCases, Permission.MakePacks, Permission.SeeEvidence, Permission.SeeProtocol, Permission.SeeTeam,
    ];

    public static IReadOnlySet<Permission> Of(Role role) => Table[role];

    private static readonly Dictionary<Role, IReadOnlySet<Permission>> Table = new()
    {
        [Role.Viewer] = Viewer.ToHashSet(),
        [Role.Author] = Author.ToHashSet(),
        [Role.Principal] = Principal.ToHashSet(),
        [Role.Moderator] = Moderator.ToHashSet(),
        [Role.Manager] = Enum.GetValues<Permission>().ToHashSet(),
    };
}
