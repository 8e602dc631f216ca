using Serjeant.Data;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Hosting;

namespace Serjeant.Workers;

internal static class LedgerSetUp
{
    /// <summary>The folder of the signing keys, in the data folder.</summary>
    public const string KeyFolder = "ledger-keys";

    public static void AddLedger(this IServiceCollection services, DeskOptions options)
    {
        services.AddSingleton(new LedgerKeys(Path.Combine(options.DataFolder, KeyFolder)));
        services.AddScoped<LedgerCheckpoints>();
        services.AddScoped<LedgerExporter>();
        services.AddScoped<LedgerProofs>();
        if (options.RunWorkers)
            services.AddHostedService<LedgerCheckpointWorker>();
    }
}
