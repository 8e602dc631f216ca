using Microsoft.Extensions.DependencyInjection.Extensions;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Cases.TimeStamps;
using Serjeant.Chapters.Team.TimeStamps;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.TimeStamps;
using Serjeant.Shell.Hosting;

namespace Serjeant.Workers;

internal static class TimeStampSetUp
{
    public static void AddTimeStamps(this IServiceCollection services, DeskOptions options)
    {
        services.TryAddSingleton<IAddressResolver, SystemAddressResolver>();
        services.AddHttpClient(TimeStampClient.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => TimeStampHandler.Create(
                new AddressGuard(provider.GetRequiredService<IAddressResolver>(), provider.GetRequiredService<CaptureAllowance>().Addresses)))
            .RemoveAllLoggers();
        services.AddSingleton<TimeStampClient>();
        services.AddSingleton<SuggestedAuthorities>();
        services.AddScoped<TimeStampQueue>();
        services.AddScoped<TimeStampRun>();
        services.AddScoped<OfficeAuthorities>();
        if (options.RunWorkers)
            services.AddHostedService<TimeStampWorker>();
    }
}
