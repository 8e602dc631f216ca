using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Serjeant.EndToEnd.Tests.Support;

/// <summary>A small site that shows nothing to who is not signed in: a long post with comments, and its author's page.</summary>
public sealed class WalledSite : IAsyncDisposable
{
    /// <summary>What must never leave the browser: the sign-in's cookie, and tokens in the page.</summary>
    public static readonly string[] Secrets = ["cookie-4f1c77", "token-in-form-88a2", "token-in-script-19d0", "password-in-page-3c", "password-typed-7e"];

    private const string Style = """
        <style>
          body { margin: 0; font: 16px/1.5 sans-serif }
          header { position: fixed; inset: 0 0 auto 0; height: 60px; background: rgb(200, 0, 0); z-index: 9 }
          nav { position: sticky; top: 0; height: 30px; background: rgb(0, 160, 0) }
          .block { height: 500px; border-bottom: 20px solid rgb(0, 0, 90) }
        </style>
        """;

    private readonly WebApplication app;

    private WalledSite(WebApplication app) => this.app = app;

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    public string SignIn => Address + "/sign-in";
    public string Post => Address + "/nightwatch/status/1234567890";
    public string Profile => Address + "/nightwatch";

    public static async Task<WalledSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/sign-in", (HttpContext http) =>
        {
            http.Response.Cookies.Append("sid", Secrets[0], new() { HttpOnly = true });
            return Results.Redirect("/nightwatch/status/1234567890");
        });
        app.MapGet("/nightwatch/status/1234567890", (HttpContext http) => Page(http, Post()));
        app.MapGet("/nightwatch", (HttpContext http) => Page(http, $"<!doctype html><html lang=en><title>nightwatch</title>{Style}<h1>@nightwatch</h1><p>Joined 2021</p><div class=block></div><div class=block></div>"));
        await app.StartAsync();
        return new WalledSite(app);

        static string Post() => $$"""
            <!doctype html><html lang="en"><title>A post of nightwatch</title>{{Style}}
            <header>Always on top</header><nav>Sticks</nav>
            <main><article>
              <p>We know your street.</p>
              <article class="comment"><a rel="author" class="author" href="/una">Una</a> <time datetime="2026-05-03T10:00:00Z">2h</time><p>You should be <b>hanged</b>, and we will do it</p></article>
              <article class="comment"><a rel="author" class="author" href="/duo">Duo</a><p>Thank you for the new crossing at the school</p></article>
              <article class="comment"><a rel="author" class="author" href="/tre">Tre <script>document.title = "taken over"</script></a><p>&lt;img src=x onerror=alert(1)&gt; go away</p></article>
              <article class="comment" style="display: none"><a class="author" href="/hid">Hid</a><p>Nobody sees this one</p></article>
            </article></main>
            {{string.Concat(Enumerable.Range(1, 5).Select(i => $"<div class=block style='background: hsl({i * 50} 60% 80%)'>Part {i}</div>"))}}
            <form><input type="hidden" name="token" value="{{Secrets[1]}}"><input type="password" value="{{Secrets[3]}}"><input type="password" id="typed" oninput="this.setAttribute('value', this.value)"></form>
            <script>const token = "{{Secrets[2]}}"; document.title = "A post of nightwatch";</script>
            <p id="end">The end</p>
            """;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static IResult Page(HttpContext http, string page) =>
        http.Request.Cookies["sid"] == Secrets[0] ? Results.Content(page, "text/html") : Results.Content("<title>Wall</title><h1>Sign in to see this</h1>", "text/html");
}
