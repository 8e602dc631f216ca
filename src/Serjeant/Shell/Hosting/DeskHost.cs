using Microsoft.AspNetCore.DataProtection;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Checks;
using Serjeant.Chapters.Demo;
using Serjeant.Chapters.Inbox;
using Serjeant.Chapters.Inbox.Import;
using Serjeant.Chapters.Plans;
using Serjeant.Chapters.SetUp;
using Serjeant.Chapters.SignIn;
using Serjeant.Chapters.Team;
using Serjeant.Chapters.Today;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Workers;

namespace Serjeant.Shell.Hosting;

/// <summary>Puts the desk together. Tests build the same desk and swap only its edges (server, clock, outside world).</summary>
public static class DeskHost
{
    /// <param name="adjust">Runs last, before the services are fixed.</param>
    public static WebApplication Build(DeskOptions options, Action<WebApplicationBuilder>? adjust = null)
    {
        Directory.CreateDirectory(options.DataFolder);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(DeskHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls(options.Urls.Split(';'));
        // Outside Development the framework expects a published wwwroot; run from a build, the manifest says where the assets are.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // The ring lies in the data folder on purpose (docs/security-model.md); saying so at each start helps nobody.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.AddNamesAndProxies(options);
        AddServices(builder.Services, options);
        adjust?.Invoke(builder);

        var app = builder.Build();
        DeskPipeline.Configure(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, DeskOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddDataProtection()
            .SetApplicationName("serjeant")
            .PersistKeysToFileSystem(new DirectoryInfo(options.Folder("keys")));
        services.AddDbContext<SerjeantDb>(o => options.Database.Configure(o));
        services.AddScoped<OfficeChanges>();
        services.AddScoped<Leases>();
        services.AddLedger(options);
        services.AddAccess();
        services.AddCases(options);
        services.AddCapture(options);
        services.AddTimeStamps(options);
        services.AddInbox();
        services.AddImport(options);
        services.AddChecks();
        services.AddCheckingMailbox(options);
        services.AddPlans();
        services.AddToday();
        services.AddPages();
        services.AddShell();
        services.AddSignIn(options);
        services.AddSetUp(options);
        services.AddTeam(options);
        services.AddDemo(options);
    }
}
