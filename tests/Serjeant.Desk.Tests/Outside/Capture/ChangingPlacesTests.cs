using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Serjeant.Evidence;
using Serjeant.Outside.Capture;
using Serjeant.Outside.Capture.Network;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Capture;

/// <summary>Ways to a private address that need a page to have come first: a name that changes its mind, a service worker, a WebSocket.</summary>
public sealed class ChangingPlacesTests(Browsers browsers) : CaptureTestBase(browsers)
{
    [Theory]
    [InlineData("<script>fetch('/again').catch(() => {}); new WebSocket('ws://' + location.host + '/')</script><iframe src=/again></iframe>", CaptureOutcome.Captured)]
    [InlineData("<meta http-equiv=refresh content='0;url=/again'>", CaptureOutcome.Blocked)]
    public async Task A_name_that_leads_elsewhere_the_second_time_reaches_only_where_it_led_first(string body, CaptureOutcome outcome)
    {
        Names.With("rebinding.example", ["127.0.0.1"], ["127.0.0.2"]);
        await using var site = await SiteAsync(app => app.Page("/", $"<p>The post</p>{body}"));
        await using var secret = new RawSite(IPAddress.Parse("127.0.0.2"), site.Port) { Answer = "HTTP/1.1 200 OK\r\n\r\nThe router's password" };
        using var result = await CaptureAsync($"http://rebinding.example:{site.Port}/", new AllowedAddress("rebinding.example", site.Port));
        Names.Asked.Count(name => name == "rebinding.example").ShouldBeGreaterThan(1);
        secret.Connections.ShouldBe(0);
        result.Post.Outcome.ShouldBe(outcome, string.Join('|', result.Post.Missing));
        result.Post.Notes.Concat(result.Post.Missing).ShouldContain(line => line.Contains("private"));
    }

    [Fact]
    public async Task A_service_worker_is_never_run_and_the_sockets_of_a_page_reach_no_private_address()
    {
        await using var secret = new RawSite { Answer = "HTTP/1.1 101 Switching Protocols\r\n\r\n" };
        var told = new HashSet<string>();
        await using var site = await SiteAsync(app =>
        {
            // The browser's own method, not the one that a capture puts in its place: this page is a secure context.
            app.Page("/", $$"""
                <p>The post</p><script>
                  const tell = what => fetch('/told/' + what);
                  ServiceWorkerContainer.prototype.register.call(navigator.serviceWorker, '/sw.js').then(() => tell('registered'), e => tell('refused'));
                  fetch('/worked');
                  new WebSocket('ws://127.0.0.1:{{secret.Port}}/page').onerror = () => tell('socket');
                </script>
                """);
            app.MapGet("/worked", async () =>
            {
                await Task.Delay(1_000, Cancel);
                return "waited";
            });
            app.MapGet("/sw.js", () =>
            {
                lock (told)
                    told.Add("fetched");
                return Results.Text($"fetch('http://127.0.0.1:{secret.Port}/worker'); new WebSocket('ws://127.0.0.1:{secret.Port}/worker')", "text/javascript");
            });
            app.MapGet("/told/{what}", (string what) =>
            {
                lock (told)
                    told.Add(what);
                return "noted";
            });
        });
        using var result = await CaptureAsync(site, "/");
        result.Post.Outcome.ShouldBe(CaptureOutcome.Captured, string.Join('|', result.Post.Missing));
        told.ShouldContain("socket");
        told.ShouldNotContain("fetched", "a capture's browser has no service workers: not even the script is fetched");
        secret.Connections.ShouldBe(0);
        result.Post.Notes.ShouldContain(note => note.Contains("private address"));
    }
}
