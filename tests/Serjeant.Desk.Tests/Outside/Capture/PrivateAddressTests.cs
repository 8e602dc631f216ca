using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Serjeant.Evidence;
using Serjeant.Outside.Capture;
using Serjeant.Outside.Capture.Network;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Capture;

public sealed class PrivateAddressTests(Browsers browsers) : CaptureTestBase(browsers)
{
    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("https://127.0.0.1:8443/")]
    [InlineData("http://localhost/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://inside.example/")]
    [InlineData("https://inside.example/")]
    [InlineData("http://metadata.google.internal/")]
    public async Task A_private_address_is_blocked_however_it_is_written(string address)
    {
        Names.With("localhost", ["127.0.0.1", "::1"]).With("inside.example", ["10.20.30.40"]).With("metadata.google.internal", ["169.254.169.254"]);
        using var result = await CaptureAsync(address);
        result.Post.Outcome.ShouldBe(CaptureOutcome.Blocked);
        result.HasPost.ShouldBeFalse();
        result.Post.Status.ShouldBeNull();
        CaptureWords.Of(result.Post).ShouldBe("Blocked: this address is private. Nothing was fetched.");
        result.Files.Select(file => file.Path).ShouldBe(["post/facts.json", "post/manifest-sha256.txt"]);
    }

    [Theory]
    [InlineData("/by-status", "http://127.0.0.1:{0}/secret")]
    [InlineData("/by-status", "http://169.254.169.254/latest/meta-data/")]
    [InlineData("/by-status", "https://[::1]/")]
    [InlineData("/by-status", "http://inside.example/")]
    [InlineData("/by-script", "http://127.0.0.1:{0}/secret")]
    [InlineData("/by-script", "https://127.0.0.1:{0}/secret")]
    [InlineData("/by-refresh", "http://inside.example/")]
    public async Task A_page_that_sends_the_browser_to_a_private_address_is_blocked(string path, string target)
    {
        Names.With("inside.example", ["192.168.7.7"]);
        await using var secret = new RawSite { Answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nThe router's password" };
        target = string.Format(System.Globalization.CultureInfo.InvariantCulture, target, secret.Port);
        await using var site = await SiteAsync(app =>
        {
            app.MapGet("/by-status", () => Results.Redirect(target));
            app.Page("/by-script", $"<p>Wait<script>location = '{target}'</script>");
            app.Page("/by-refresh", $"<p>Wait<meta http-equiv=refresh content='0;url={target}'>");
        });
        using var result = await CaptureAsync(site, path);
        result.Post.Outcome.ShouldBe(CaptureOutcome.Blocked);
        result.HasPost.ShouldBeFalse();
        CaptureWords.Of(result.Post).ShouldContain("sends the browser on to an address that is private");
        secret.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task What_a_page_asks_for_at_private_addresses_is_refused_and_said_and_the_page_is_kept()
    {
        Names.With("inside.example", ["10.0.0.5"]);
        await using var secret = new RawSite { Answer = "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n\r\nThe router's password" };
        await using var site = await SiteAsync(app => app.Page("/", $$"""
            <p>A post</p><p id=out></p>
            <img src="http://127.0.0.1:{{secret.Port}}/a.png"><iframe src="http://127.0.0.1:{{secret.Port}}/frame"></iframe>
            <link rel=stylesheet href="http://inside.example/a.css"><link rel=dns-prefetch href="//inside.example"><link rel=preconnect href="http://127.0.0.1:{{secret.Port}}">
            <script>
              for (const to of ['http://127.0.0.1:{{secret.Port}}/x', 'http://localhost:{{secret.Port}}/x', 'http://[::1]:{{secret.Port}}/x'])
                fetch(to).then(r => r.text()).then(t => out.textContent += t).catch(() => {});
              try { new WebSocket('ws://127.0.0.1:{{secret.Port}}/') } catch {}
              navigator.sendBeacon('http://127.0.0.1:{{secret.Port}}/beacon', 'x');
              new Worker(URL.createObjectURL(new Blob(["fetch('http://127.0.0.1:{{secret.Port}}/worker')"])));
            </script>
            """));
        using var result = await CaptureAsync(site, "/");
        result.Post.Outcome.ShouldBe(CaptureOutcome.Captured);
        result.Post.Notes.ShouldContain(note => note.Contains("private address"));
        secret.Connections.ShouldBe(0);
        Read(result, "post/text.txt").ShouldNotContain("password");
    }

    [Fact]
    public async Task Allowing_one_port_of_a_name_allows_no_other()
    {
        Names.With("test.example", ["127.0.0.1"]);
        await using var secret = new RawSite { Answer = "HTTP/1.1 200 OK\r\n\r\n" };
        await using var site = await SiteAsync(app => app.Page("/", $"<p>A post<img src='http://test.example:{secret.Port}/'>"));
        using var result = await CaptureAsync($"http://test.example:{site.Port}/", new AllowedAddress("test.example", site.Port));
        result.Post.Outcome.ShouldBe(CaptureOutcome.Captured);
        result.Post.ServerAddress.ShouldBe($"127.0.0.1:{site.Port}");
        secret.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("new RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:PORT'}]})")]
    [InlineData("new RTCPeerConnection({iceServers: [{urls: 'turn:127.0.0.1:PORT?transport=tcp', username: 'a', credential: 'b'}]})")]
    [InlineData("new WebTransport('https://127.0.0.1:PORT/')")]
    public async Task Nothing_leaves_the_browser_past_the_proxy(string script)
    {
        await using var secret = new RawSite();
        var port = secret.Port;
        using var listener = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
        await using var site = await SiteAsync(app => app.Page("/", $$"""
            <p>A post</p><script>
              try { const made = {{script.Replace("PORT", port.ToString(), StringComparison.Ordinal)}};
                if (made.createDataChannel) { made.createDataChannel('x'); made.createOffer().then(o => made.setLocalDescription(o)); }
                made.ready?.catch(() => {}); made.closed?.catch(() => {}); } catch {}
            </script>
            """));
        using var result = await CaptureAsync(site, "/");
        result.HasPost.ShouldBeTrue();
        listener.Available.ShouldBe(0);
        secret.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_site_that_is_not_there_is_said_not_to_be()
    {
        using var result = await CaptureAsync("https://nowhere.example/");
        result.Post.Outcome.ShouldBe(CaptureOutcome.Failed);
        CaptureWords.Of(result.Post).ShouldBe("There is no site of that name, or its name could not be looked up.");
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("chrome://version")]
    [InlineData("ftp://example.org/")]
    [InlineData("view-source:https://example.org/")]
    [InlineData("data:text/html,hello")]
    [InlineData("https://user:secret@example.org/")]
    [InlineData("https://")]
    [InlineData("example.org")]
    [InlineData("")]
    [InlineData(null)]
    public void Only_web_addresses_are_taken(string? text)
    {
        CaptureAddress.TryParse(text, out _, out var problem).ShouldBeFalse();
        problem.ShouldNotBeNullOrWhiteSpace();
        problem.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("file:///etc/hostname")]
    [InlineData("chrome://version/")]
    [InlineData("view-source:http://127.0.0.1/")]
    [InlineData("data:text/html,hello")]
    public async Task A_page_cannot_send_the_browser_to_its_own_insides(string target)
    {
        await using var site = await SiteAsync(app => app.MapGet("/", (HttpContext context) =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"<!doctype html><p>The post<iframe src='{target}'></iframe><script>location = '{target}'; window.open('{target}')</script>"), Cancel).AsTask();
        }));
        using var result = await CaptureAsync(site, "/");
        Read(result, "post/text.txt").ShouldContain("The post");
        result.Post.FinalAddress.ShouldBe(site.At("/").AbsoluteUri);
    }
}
