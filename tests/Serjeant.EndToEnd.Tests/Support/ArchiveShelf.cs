using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Serjeant.EndToEnd.Tests.Support;

/// <summary>A page on loopback with ReplayWeb.page on it, as a platform or a court would open an archive of ours.</summary>
public sealed class ArchiveShelf : IAsyncDisposable
{
    private readonly WebApplication app;

    private ArchiveShelf(WebApplication app) => this.app = app;

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Where <c>tests/tools/restore</c> put other people's tools.</summary>
    public static string Tools
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(root.FullName, "Serjeant.slnx")))
                root = root.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
            return Path.Combine(root.FullName, "tests", "tools");
        }
    }

    public static async Task<ArchiveShelf> StartAsync(string wacz, string page)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var replay = Path.Combine(Tools, "node_modules", "replaywebpage");
        app.MapGet("/", () => Results.Content($"<!doctype html><script src=/replay/ui.js></script><replay-web-page source=/it.wacz url='{page}' replayBase=/replay/ embed=default></replay-web-page>", "text/html"));
        app.MapGet("/replay/ui.js", () => Results.File(Path.Combine(replay, "ui.js"), "text/javascript"));
        app.MapGet("/replay/sw.js", () => Results.File(Path.Combine(replay, "sw.js"), "text/javascript"));
        app.MapGet("/it.wacz", () => Results.File(wacz, "application/wacz", enableRangeProcessing: true));
        await app.StartAsync();
        return new ArchiveShelf(app);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
