using Microsoft.AspNetCore.Mvc;
using Serjeant.Shell.Components.Forms;
using Serjeant.Shell.Errors;
using Serjeant.Shell.Layout;

namespace Serjeant.Shell;

/// <summary>What the frame round the pages needs.</summary>
public static class ShellSetUp
{
    public static void AddShell(this IServiceCollection services)
    {
        services.AddScoped<ChapterNav>();
        services.Configure<MvcOptions>(o =>
        {
            o.ModelBinderProviders.Insert(0, new DateBinderProvider());
            o.Filters.Add(new ProblemPages.StaleFormFilter());
        });
    }
}
