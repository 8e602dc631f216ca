using System.Net;
using System.Net.Sockets;
using System.Text;
using Serjeant.Outside.Capture.Network;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Capture;

public sealed class CaptureProxyTests : IAsyncDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly FixedResolver names = new();
    private readonly RawSite site = new();
    private readonly InterceptionKey key = InterceptionKey.Create();
    private readonly KeptTraffic kept = new();
    private CaptureProxy? proxy;

    public async ValueTask DisposeAsync()
    {
        if (proxy is not null)
            await proxy.DisposeAsync();
        await site.DisposeAsync();
        key.Dispose();
        kept.Dispose();
    }

    [Theory]
    [InlineData("127.0.0.1:80")]
    [InlineData("169.254.169.254:80")]
    [InlineData("[::1]:80")]
    [InlineData("[::ffff:127.0.0.1]:443")]
    [InlineData("0x7f.1:80")]
    [InlineData("2130706433:80")]
    [InlineData("0177.0.0.1:80")]
    [InlineData("inside.example:443")]
    [InlineData("both.example:443")]
    [InlineData("INSIDE.example.:443")]
    public async Task A_tunnel_or_request_to_a_private_address_is_refused_however_it_is_spelt(string authority)
    {
        names.With("inside.example", ["10.1.2.3"]).With("inside.example.", ["10.1.2.3"]).With("both.example", ["8.8.8.8", "192.168.0.1"]);
        (await SendAsync($"CONNECT {authority} HTTP/1.1\r\n{Login()}\r\n")).ShouldStartWith("HTTP/1.1 403 ");
        (await SendAsync($"GET http://{authority}/ HTTP/1.1\r\n{Login()}\r\n")).ShouldStartWith("HTTP/1.1 403 ");
        proxy!.Traffic.PrivateRefusals.ShouldBe(1);
    }

    [Fact]
    public async Task An_allowed_host_and_port_is_reached_and_its_neighbours_are_not()
    {
        Start(new AllowedAddress("127.0.0.1", site.Port));
        site.Answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nKeep-Alive: timeout=5\r\n\r\nhi";
        (await SendAsync($"GET http://127.0.0.1:{site.Port}/a?b HTTP/1.1\r\nHost: other.example\r\nX-A: 1\r\n{Login()}\r\n")).ShouldEndWith("\r\n\r\nhi");
        site.Received.ShouldBe($"GET /a?b HTTP/1.1\r\nHost: 127.0.0.1:{site.Port}\r\nX-A: 1\r\nConnection: close\r\n\r\n");
        (await SendAsync($"CONNECT localhost:{site.Port} HTTP/1.1\r\n{Login()}\r\n")).ShouldStartWith("HTTP/1.1 502 ");
        (await SendAsync($"CONNECT 127.0.0.1:{site.Port + 1} HTTP/1.1\r\n{Login()}\r\n")).ShouldStartWith("HTTP/1.1 403 ");
    }

    [Fact]
    public async Task A_name_is_looked_up_again_for_each_connection_and_only_the_vetted_number_is_used()
    {
        names.With("rebinding.example", ["8.8.8.8"], ["127.0.0.1"]);
        var guard = new AddressGuard(names, []);
        (await guard.VetAsync("rebinding.example", 80, Cancel)).As.ShouldBe(VettedAs.Fine);
        (await guard.VetAsync("rebinding.example", 80, Cancel)).ShouldSatisfyAllConditions(
            second => second.As.ShouldBe(VettedAs.Private),
            second => second.Addresses.ShouldBeEmpty());
    }

    [Fact]
    public async Task Nobody_else_on_the_machine_can_use_it()
    {
        Start(new AllowedAddress("127.0.0.1", site.Port));
        foreach (var login in new[] { "", "Proxy-Authorization: Basic Y2FwdHVyZTp3cm9uZw==\r\n", "Proxy-Authorization: Basic\r\n" })
            (await SendAsync($"CONNECT 127.0.0.1:{site.Port} HTTP/1.1\r\n{login}\r\n")).ShouldStartWith("HTTP/1.1 407 ");
        site.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("GET ftp://127.0.0.1/ HTTP/1.1")]
    [InlineData("GET file:///etc/passwd HTTP/1.1")]
    [InlineData("GET https://127.0.0.1/ HTTP/1.1")]
    [InlineData("GET / HTTP/1.1")]
    [InlineData("CONNECT user@127.0.0.1:80 HTTP/1.1")]
    [InlineData("CONNECT nonsense HTTP/1.1 x")]
    [InlineData("CONNECT :80 HTTP/1.1")]
    [InlineData("GET http:// HTTP/1.1")]
    [InlineData("nonsense")]
    public async Task Nonsense_reaches_nobody(string line)
    {
        Start();
        var answer = await SendAsync($"{line}\r\n{Login()}\r\n");
        (answer == "" || answer.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal)).ShouldBeTrue(answer);
        site.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_second_request_on_the_same_connection_goes_nowhere()
    {
        Start(new AllowedAddress("127.0.0.1", site.Port));
        site.Answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        var request = $"GET http://127.0.0.1:{site.Port}/ HTTP/1.1\r\n{Login()}\r\n";
        await SendAsync(request + request.Replace("127.0.0.1", "inside.example"));
        site.Received.Split("GET ").Length.ShouldBe(2);
        names.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_whose_length_is_unclear_is_not_passed()
    {
        Start(new AllowedAddress("127.0.0.1", site.Port));
        (await SendAsync($"POST http://127.0.0.1:{site.Port}/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n{Login()}\r\n0\r\n\r\n")).ShouldStartWith("HTTP/1.1 411 ");
    }

    [Fact]
    public async Task Over_the_byte_limit_everything_is_cut()
    {
        Start(10_000, new AllowedAddress("127.0.0.1", site.Port));
        site.Answer = "HTTP/1.1 200 OK\r\n\r\n" + new string('x', 50_000);
        (await SendAsync($"GET http://127.0.0.1:{site.Port}/ HTTP/1.1\r\n{Login()}\r\n")).Length.ShouldBeLessThan(50_000);
        proxy!.Traffic.IsOver.ShouldBeTrue();
    }

    private void Start(params AllowedAddress[] allowed) => Start(1_000_000, allowed);

    private void Start(long limit, params AllowedAddress[] allowed) => proxy ??= new CaptureProxy(new AddressGuard(names, allowed), key, kept, limit, TimeProvider.System);

    private string Login()
    {
        Start();
        return $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"{proxy!.User}:{proxy.Password}"))}\r\n";
    }

    private async Task<string> SendAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(proxy!.Server).Port, Cancel);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), Cancel);
        client.Client.Shutdown(SocketShutdown.Send);
        try
        {
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return await reader.ReadToEndAsync(Cancel);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
