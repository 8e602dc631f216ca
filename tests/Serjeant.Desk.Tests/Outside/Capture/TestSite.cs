using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serjeant.Outside.Capture.Network;

namespace Serjeant.Desk.Tests.Outside.Capture;

/// <summary>A small site on loopback, good and bad pages alike.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestSite(WebApplication app) => this.app = app;

    public int Port => new Uri(app.Urls.Single()).Port;

    public AllowedAddress Allowed => new("127.0.0.1", Port);

    /// <summary>Every Cookie field that a page was asked for with.</summary>
    public List<string> Cookies { get; } = [];

    public static async Task<TestSite> StartAsync(Action<TestSite, WebApplication> pages, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var site = new TestSite(app);
        app.Use(next => async context =>
        {
            lock (site.Cookies)
                if (context.Request.Path != "/favicon.ico")
                    site.Cookies.AddRange(context.Request.Headers.Cookie!);
            await next(context);
        });
        pages(site, app);
        await app.StartAsync();
        return site;
    }

    public Uri At(string path, string host = "127.0.0.1") => new($"http://{host}:{Port}{path}");

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

internal static class TestPages
{
    /// <summary>Adds a page of fixed HTML.</summary>
    public static void Page(this WebApplication app, string path, string body, int status = 200) =>
        app.MapGet(path, async (HttpContext context) =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync($"<!doctype html><html lang=en><head><title>Page {path}</title></head><body>{body}</body></html>", context.RequestAborted);
        });
}
