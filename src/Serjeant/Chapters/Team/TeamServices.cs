using Serjeant.Chapters.Team.Account;
using Serjeant.Chapters.Team.Browsers;
using Serjeant.Chapters.Team.Keys;
using Serjeant.Chapters.Team.People;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Shell.Access;
using Serjeant.Shell.Hosting;
using Serjeant.Shell.Layout;
using Serjeant.Workers;

namespace Serjeant.Chapters.Team;

internal static class TeamServices
{
    public static void AddTeam(this IServiceCollection services, DeskOptions options)
    {
        services.AddChapter(new ChapterLink("Team", TeamLinks.People(), ChapterOrder.Team, "team", Permission.SeeTeam));
        services.AddPersonLink(new PersonLink("Your account", TeamLinks.Me(), 10, "lock"));
        services.AddScoped<TeamChanges>();
        services.AddScoped<AddressCodes>();
        services.AddScoped<BrowserPairing>();
        services.AddSingleton<ExtensionPackage>();
        services.AddScoped<OfficeSigningKeys>();
        services.AddScoped<RetentionDue>();
        services.AddScoped<RetentionPreview>();
        services.AddScoped<RetentionRun>();
        services.AddScoped<MessageRemoval>();
        services.AddScoped<ExhibitRemoval>();
        services.AddScoped<CaseRemoval>();
        services.AddScoped<BlobSweep>();
        if (options.RunWorkers)
            services.AddHostedService<RetentionWorker>();
    }
}
