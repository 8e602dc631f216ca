using System.Net;
using Serjeant.Outside.Capture.Network;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Capture;

public sealed class PublicInternetTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("168.63.129.16")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("2001::1")]
    [InlineData("2001:0:7f00:1::")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:808:808::1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b:1::8.8.8.8")]
    [InlineData("100::1")]
    [InlineData("5f00::1")]
    public void An_address_that_is_not_plainly_public_is_refused(string address) =>
        PublicInternet.Includes(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("169.253.1.1")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4009:81e::200e")]
    [InlineData("64:ff9b::808:808")]
    public void A_public_address_is_let_through(string address) =>
        PublicInternet.Includes(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("localhost:8080", "localhost", 8080)]
    [InlineData("127.0.0.1:1", "127.0.0.1", 1)]
    [InlineData("[::1]:443", "::1", 443)]
    [InlineData("Test.Example:65535", "test.example", 65535)]
    public void An_allowed_address_is_a_host_and_a_port(string text, string host, int port)
    {
        AllowedAddress.TryParse(text, out var allowed).ShouldBeTrue();
        allowed.ShouldBe(new AllowedAddress(host, port));
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData(":80")]
    [InlineData("localhost:0")]
    [InlineData("localhost:65536")]
    [InlineData("localhost:+80")]
    [InlineData("http://localhost:80")]
    [InlineData("user@localhost:80")]
    [InlineData("localhost/x:80")]
    [InlineData("*:80")]
    public void Anything_else_is_no_allowed_address(string text) =>
        AllowedAddress.TryParse(text, out _).ShouldBeFalse();
}
