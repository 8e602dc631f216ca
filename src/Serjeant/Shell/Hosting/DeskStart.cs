using Serjeant.Chapters.Cases.Destroying;
using Serjeant.Chapters.Demo;
using Serjeant.Chapters.SetUp;
using Serjeant.Chapters.SetUp.Start;
using Serjeant.Data;
using Serjeant.Data.Schema;
using Serjeant.Outside.Storage;

namespace Serjeant.Shell.Hosting;

/// <summary>What happens between building the desk and the first request.</summary>
public static class DeskStart
{
    /// <summary>Brings the database to this version.</summary>
    public static async Task PrepareAsync(WebApplication app, CancellationToken cancel)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await DatabaseSetUp.PrepareAsync(scope.ServiceProvider.GetRequiredService<SerjeantDb>(), cancel);
        await DestroyAgainAsync(scope.ServiceProvider, app.Logger, cancel);
        if (scope.ServiceProvider.GetService<DemoOffice>() is { } demo)
            await demo.EnsureAsync(cancel);
    }

    /// <summary>What was destroyed must not come back with a backup. A key that is gone or a broken list must not keep people out.</summary>
    private static async Task DestroyAgainAsync(IServiceProvider services, ILogger log, CancellationToken cancel)
    {
        try
        {
            await services.GetRequiredService<RestoredDestructions>().CarryOutAsync(cancel);
        }
        catch (Exception e) when (e is FormatException or VaultException or IOException or System.Data.Common.DbException)
        {
            log.LogError("What was destroyed before may be back with a backup, and could not be removed: {Problem}", e.Message);
        }
    }

    /// <summary>Tells the person at the terminal where to go.</summary>
    public static async Task AnnounceAsync(WebApplication app, TextWriter output, CancellationToken cancel)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var address = scope.ServiceProvider.GetRequiredService<DeskOptions>().PublicHost is { } name ? "https://" + name : Reachable(app.Urls.First());
        await output.WriteLineAsync($"Serjeant is open at {address}");
        if (scope.ServiceProvider.GetRequiredService<DeskOptions>().Demo)
        {
            await output.WriteLineAsync($"This is a demonstration. Choose who to be: {address}{DemoLinks.Choose()}");
            return;
        }
        var starts = scope.ServiceProvider.GetRequiredService<SetUpStarts>();
        if (await starts.AnyOfficeAsync(cancel))
            return;
        await output.WriteLineAsync(await starts.IsUnderWayAsync(cancel)
            ? $"A set-up is under way: go on with it in its browser, at {address}{SetUpLinks.Steps()}. To start again instead, open:"
            : "No office is set up yet. Open this link within 24 hours to set one up. It works once:");
        await output.WriteLineAsync($"  {address}{SetUpLinks.Start(await starts.FirstAsync(cancel))}");
    }

    /// <summary>"All addresses" is nowhere to go to, and passkeys refuse a number.</summary>
    internal static string Reachable(string url) => url.Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal).Replace("//[::]", "//localhost", StringComparison.Ordinal);
}
