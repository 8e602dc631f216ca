using Microsoft.AspNetCore.Authorization;

namespace Serjeant.Shell.Access;

/// <summary>Decides <see cref="NeedsAttribute"/> from the rows read for this request, so that a changed role bites at once.</summary>
internal sealed class NeedsHandler(Me me) : AuthorizationHandler<NeedsAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsAttribute requirement)
    {
        if (me.Can(requirement.Permission))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
