using Microsoft.Extensions.DependencyInjection.Extensions;
using Serjeant.Chapters.SetUp.Start;
using Serjeant.Chapters.SetUp.Steps;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Hosting;

namespace Serjeant.Chapters.SetUp;

internal static class SetUpServices
{
    public static void AddSetUp(this IServiceCollection services, DeskOptions options)
    {
        services.TryAddSingleton<VaultKeys>();
        services.TryAddSingleton<VaultRecovery>();
        services.AddScoped<SetUpStarts>();
        services.AddScoped<SetUpProgress>();
        services.AddScoped<RecoverySheet>();
    }
}
