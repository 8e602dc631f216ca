using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Serjeant.Chapters.SignIn.Join;
using Serjeant.Chapters.SignIn.Links;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Data;
using Serjeant.Shell.Hosting;

namespace Serjeant.Chapters.SignIn;

internal static class SignInSetUp
{
    /// <summary>PBKDF2 with HMAC-SHA-512, as OWASP's password storage advice has it.</summary>
    private const int Iterations = 210_000;

    private static readonly TimeSpan StepLife = TimeSpan.FromMinutes(5);

    public static void AddSignIn(this IServiceCollection services, DeskOptions options)
    {
        services.AddHttpContextAccessor();
        services.AddIdentityCore<Person>(o =>
            {
                o.User.RequireUniqueEmail = true;
                o.User.AllowedUserNameCharacters = "";
            })
            .AddUserStore<PersonStore>()
            .AddSignInManager();
        services.AddScoped(s => (PersonStore)s.GetRequiredService<IUserStore<Person>>());
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = Iterations);
        services.Configure<IdentityPasskeyOptions>(o =>
        {
            o.ServerDomain = options.RelyingParty;
            o.UserVerificationRequirement = "required";
            o.ResidentKeyRequirement = "required";
            o.AuthenticatorTimeout = StepLife;
            o.ValidateOrigin = context => ValueTask.FromResult(
                !context.CrossOrigin && PasskeyOrigin.Matches(context.Origin, options.RelyingParty, context.HttpContext.Request));
        });
        services.AddAuthentication()
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, o => Step(o, "serjeant-passkey"))
            .AddCookie(SigningIn.SecondStep, o => Step(o, "serjeant-step"));
        services.AddSingleton<SignInThrottle>();

        services.AddScoped<OneTimeLinks>();
        services.AddScoped<Visit>();
        services.AddScoped<Tries>();
        services.AddScoped<Passwords>();
        services.AddScoped<Authenticator>();
        services.AddScoped<RecoveryCodes>();
        services.AddScoped<Passkeys>();
        services.AddScoped<SigningIn>();
        services.AddScoped<WaysIn>();
        services.AddScoped<Joining>();
    }

    private static void Step(CookieAuthenticationOptions o, string name)
    {
        o.Cookie.Name = name;
        o.Cookie.SameSite = SameSiteMode.Strict;
        o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        o.ExpireTimeSpan = StepLife;
        o.SlidingExpiration = false;
    }
}
