using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Serjeant.Desk.Tests.Support;
using Serjeant.Outside.Authentication;
using Serjeant.Outside.Lookups;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Lookups;

/// <summary>What is asked over the wire, of a real server (dnsmasq).</summary>
public sealed class DomainNamesTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_real_server_answers_and_what_is_not_there_is_told_from_what_does_not_answer()
    {
        await using var server = await DnsServer.StartAsync($"""
            txt-record=long.example,"{new string('a', 200)}","{new string('b', 200)}"
            txt-record=sender.example,"v=spf1 mx ip6:2001:db8::/32 -all"
            mx-host=sender.example,second.sender.example,20
            mx-host=sender.example,first.sender.example,10
            host-record=first.sender.example,192.0.2.1,2001:db8::1
            host-record=second.sender.example,192.0.2.2
            """);
        var names = new DomainNames(server.Address);

        (await names.TextsAsync("long.example", Cancel)).Values.ShouldBe([new string('a', 200) + new string('b', 200)]);
        (await names.MailServersAsync("sender.example", Cancel)).Values.ShouldBe(["first.sender.example", "second.sender.example"]);
        (await names.AddressesAsync("first.sender.example", AddressFamily.InterNetwork, Cancel)).Values.ShouldBe([IPAddress.Parse("192.0.2.1")]);
        (await names.AddressesAsync("first.sender.example", AddressFamily.InterNetworkV6, Cancel)).Values.ShouldBe([IPAddress.Parse("2001:db8::1")]);
        (await names.NamesOfAsync(IPAddress.Parse("192.0.2.1"), Cancel)).Values.ShouldBe(["first.sender.example"]);
        (await names.TextsAsync("no-such.example", Cancel)).State.ShouldBe(DnsState.NoSuchName);
        (await names.TextsAsync("first.sender.example", Cancel)).State.ShouldBe(DnsState.NoRecord);
        (await names.TextsAsync(new string('x', 64) + ".example", Cancel)).State.ShouldBe(DnsState.NoSuchName);
        (await names.TextsAsync("a..example", Cancel)).State.ShouldNotBe(DnsState.Found);
        (await new SpfChecker(names, TimeProvider.System).CheckAsync(IPAddress.Parse("192.0.2.2"), "h.example", "a@sender.example", Cancel)).State.ShouldBe(SpfState.Pass);
        (await new SpfChecker(names, TimeProvider.System).CheckAsync(IPAddress.Parse("192.0.2.3"), "h.example", "a@sender.example", Cancel)).State.ShouldBe(SpfState.Fail);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_no_answer()
    {
        using var silent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var watch = Stopwatch.StartNew();
        (await new DomainNames((IPEndPoint)silent.Client.LocalEndPoint!).TextsAsync("a.example", Cancel)).State.ShouldBe(DnsState.Failed);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }
}
