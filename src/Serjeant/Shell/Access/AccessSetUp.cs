using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Serjeant.Data;
using Serjeant.Shell.Api;

namespace Serjeant.Shell.Access;

internal static class AccessSetUp
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.Configure<IdentityOptions>(DatabaseChoice.ConfigureIdentity);
        services.AddScoped<Me>();
        services.AddScoped<IAuthorizationHandler, NeedsHandler>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(IdentityConstants.ApplicationScheme,
                // A cookie never opens the interface for browsers' extensions, and a token never opens a page.
                o => o.ForwardDefaultSelector = http => BrowserApi.Serves(http.Request.Path) ? BrowserTokenHandler.SchemeName : null)
            .AddScheme<AuthenticationSchemeOptions, BrowserTokenHandler>(BrowserTokenHandler.SchemeName, null);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new NeedsAttribute(Permission.UseTheDesk)).Build());
    }
}
