using Microsoft.Extensions.DependencyInjection.Extensions;
using Serjeant.Chapters.Inbox.Groups;
using Serjeant.Chapters.Inbox.Ingest;
using Serjeant.Chapters.Inbox.Judging;
using Serjeant.Moderation;
using Serjeant.Shell.Hosting;
using Serjeant.Workers;

namespace Serjeant.Chapters.Inbox.Import;

internal static class ImportSetUp
{
    // Reading the rules takes a moment and they don't change while the program runs, so all desks of a process share one judge.
    private static readonly Lazy<IJudge> Judge = new(Shipped.DeskJudge);

    public static void AddImport(this IServiceCollection services, DeskOptions options)
    {
        services.TryAddSingleton<IJudge>(_ => Judge.Value);
        services.AddSingleton<ImportSpool>();
        services.AddSingleton<ImportSignal>();
        services.AddSingleton<NearTexts>();
        services.AddScoped<OfficeJudges>();
        services.AddScoped<RejudgeRun>();
        services.AddScoped<MessageIngest>();
        services.AddScoped<ImportRunner>();
        services.AddScoped<ImportRun>();
        services.AddScoped<ImportJobs>();
        services.AddScoped<UploadForm>();
        if (options.RunWorkers)
        {
            services.AddHostedService<ImportWorker>();
            services.AddHostedService<RejudgeWorker>();
        }
    }
}
