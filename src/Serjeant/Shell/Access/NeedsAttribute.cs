using Microsoft.AspNetCore.Authorization;

namespace Serjeant.Shell.Access;

/// <summary>Says on a page or endpoint what its reader must be allowed to do.</summary>
public sealed class NeedsAttribute(Permission permission) : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public Permission Permission { get; } = permission;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}
