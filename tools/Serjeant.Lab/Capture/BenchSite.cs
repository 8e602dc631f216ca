using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Serjeant.Lab.Capture;

/// <summary>A site on loopback: a post, its author's page, and pages with many pictures.</summary>
internal sealed class BenchSite : IAsyncDisposable
{
    private const int PictureBytes = 20_000;
    private readonly WebApplication app;
    private readonly byte[] picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. RandomNumberGenerator.GetBytes(PictureBytes)];

    private BenchSite(WebApplication app) => this.app = app;

    public int Port => new Uri(app.Urls.Single()).Port;

    public Uri At(string path) => new($"http://127.0.0.1:{Port}{path}");

    public static async Task<BenchSite> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var site = new BenchSite(builder.Build());
        site.app.MapGet("/post", () => Page("A post", "<img src=/p/avatar.png width=48 height=48><p>You voted for the bypass and you should be ashamed.</p>"));
        site.app.MapGet("/author", () => Page("The author", "<img src=/p/banner.png width=600 height=200>" + string.Concat(Enumerable.Range(0, 20).Select(n => $"<p>An earlier post, number {n}</p>"))));
        site.app.MapGet("/pictures", (int count) => Page("Pictures", string.Concat(Enumerable.Range(0, count).Select(n => $"<img src=/p/{n}.png width=200 height=150 loading=lazy>"))));
        site.app.MapGet("/style.css", () => Results.Text("body { font: 16px/1.5 sans-serif; max-width: 60em; margin: auto }", "text/css"));
        site.app.MapGet("/p/{name}", () => Results.Bytes(site.picture, "image/png"));
        await site.app.StartAsync();
        return site;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static IResult Page(string title, string body) =>
        Results.Content($"<!doctype html><html lang=en><head><title>{title}</title><link rel=stylesheet href=/style.css></head><body><h1>{title}</h1>{body}</body></html>", "text/html; charset=utf-8");
}
