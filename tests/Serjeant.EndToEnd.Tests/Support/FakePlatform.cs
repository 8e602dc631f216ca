using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Serjeant.EndToEnd.Tests.Support;

/// <summary>A small site on loopback with a post and its author's page, to be captured.</summary>
public sealed class FakePlatform : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakePlatform(WebApplication app) => this.app = app;

    /// <summary>Host and port, as <c>--allow</c> takes them.</summary>
    public string HostAndPort => new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Authority;

    public string Post => $"http://{HostAndPort}/post/17";

    /// <summary>A post whose words come by two requests to one address that differ in what is sent alone.</summary>
    public string Fetched => $"http://{HostAndPort}/post/18";
    public string Profile => $"http://{HostAndPort}/nightwatch";

    public static async Task<FakePlatform> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/post/17", () => Results.Content("<!doctype html><html lang=en><title>A post</title><link rel=stylesheet href=/style.css><h1>We know your street.</h1><p>by @nightwatch</p>", "text/html"));
        app.MapGet("/post/18", () => Results.Content("""
            <!doctype html><html lang=en><title>A post</title><h1>Waiting</h1><p id=by></p>
            <script>
              const ask = (query, id) => fetch('/api/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables: { id } }) }).then(r => r.json())
              ask('post', 18).then(answer => { document.querySelector('h1').textContent = answer.words })
              ask('author', 18).then(answer => { document.querySelector('#by').textContent = answer.words })
            </script>
            """, "text/html"));
        app.MapPost("/api/graphql", async (HttpContext context) =>
        {
            using var asked = await System.Text.Json.JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            var words = asked.RootElement.GetProperty("query").GetString() == "post" ? "Your door is not locked." : "by @nightwatch";
            return Results.Json(new { words });
        });
        app.MapGet("/style.css", async (HttpContext context) =>
        {
            context.Response.ContentType = "text/css";
            context.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await packed.WriteAsync("h1 { color: rgb(1, 2, 3) }"u8.ToArray(), context.RequestAborted);
        });
        app.MapGet("/nightwatch", () => Results.Content("<!doctype html><html lang=en><title>nightwatch</title><h1>@nightwatch</h1><p>Joined 2021</p>", "text/html"));
        await app.StartAsync();
        return new FakePlatform(app);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
