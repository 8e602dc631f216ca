using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Serjeant.Data;

namespace Serjeant.Shell.Access;

internal static class AccessSetUp
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.Configure<IdentityOptions>(DatabaseChoice.ConfigureIdentity);
        services.AddScoped<Me>();
        services.AddScoped<IAuthorizationHandler, NeedsHandler>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(IdentityConstants.ApplicationScheme, null);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new NeedsAttribute(Permission.UseTheDesk)).Build());
    }
}
