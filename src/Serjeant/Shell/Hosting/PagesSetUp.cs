using Microsoft.AspNetCore.Mvc;

namespace Serjeant.Shell.Hosting;

internal static class PagesSetUp
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorPages(o => o.RootDirectory = "/Chapters")
            .AddMvcOptions(o => o.Filters.Add(new AutoValidateAntiforgeryTokenAttribute()))
            .AddCookieTempDataProvider(o =>
            {
                o.Cookie.Name = "serjeant-notice";
                o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            });
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "serjeant-form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddRouting(o => o.LowercaseUrls = true);
    }
}
