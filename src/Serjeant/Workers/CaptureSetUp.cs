using Microsoft.Extensions.DependencyInjection.Extensions;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Cases.Watching;
using Serjeant.Outside.Capture;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Chromium;
using Serjeant.Outside.Pdf;
using Serjeant.Outside.Pictures;
using Serjeant.Shell.Hosting;

namespace Serjeant.Workers;

internal static class CaptureSetUp
{
    /// <summary>Holds pages while they are being captured; swept at the start.</summary>
    public const string WorkFolder = "work";

    public static void AddCapture(this IServiceCollection services, DeskOptions options)
    {
        services.AddSingleton(ChromiumOptions.FromEnvironment() with { WorkFolder = options.Folder(WorkFolder) });
        services.AddSingleton<ChromiumHost>();
        services.AddSingleton<PdfPrinter>();
        services.AddSingleton<PictureRedrawer>();
        services.TryAddSingleton<IAddressResolver, SystemAddressResolver>();
        services.AddSingleton(new CaptureAllowance(options.CaptureAllowed));
        services.AddSingleton<CaptureService>();
        services.AddScoped<CaptureRun>();
        services.TryAddSingleton(new WatchPace());
        services.AddScoped<SiteTurns>();
        services.AddScoped<KeptWords>();
        services.AddScoped<WatchKeeper>();
        services.AddScoped<WatchRun>();
        if (options.RunWorkers)
        {
            services.AddHostedService<CaptureWorker>();
            services.AddHostedService<WatchWorker>();
        }
    }
}
