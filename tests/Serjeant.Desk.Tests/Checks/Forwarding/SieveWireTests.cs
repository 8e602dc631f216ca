using System.Text;
using Serjeant.Outside.Mailboxes;
using Shouldly;

namespace Serjeant.Desk.Tests.Checks.Forwarding;

/// <summary>What a server, or somebody in its place, may send.</summary>
public sealed class SieveWireTests
{
    [Fact]
    public async Task Strings_literals_and_statuses_are_told_apart()
    {
        var answer = await ReadAsync("\"main\" ACTIVE\r\n{5}\r\na\r\nOK\r\n\"OK\"\r\n\"a \\\"b\\\" \\\\\"\r\nOK (WARNINGS) \"done\"\r\n");
        answer.Status.ShouldBe("OK");
        answer.Lines.Select(l => string.Join('|', l)).ShouldBe(["main|ACTIVE", "a\r\nOK", "OK", "a \"b\" \\"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"no end")]
    [InlineData("{99999999}\r\n")]
    [InlineData("{-1}\r\nOK\r\n")]
    [InlineData("{18446744073709551617}\r\n")]
    [InlineData("{5}abc")]
    [InlineData("{5\r\n")]
    public async Task What_is_cut_off_or_too_long_ends_in_an_error(string bytes) => await Should.ThrowAsync<IOException>(() => ReadAsync(bytes));

    [Fact]
    public async Task Floods_are_bounded()
    {
        await Should.ThrowAsync<IOException>(() => ReadAsync(new string('x', 100_000)));
        await Should.ThrowAsync<IOException>(() => ReadAsync("\"" + new string('x', 100_000)));
        await Should.ThrowAsync<IOException>(() => ReadAsync(string.Concat(Enumerable.Repeat("\"x\"\r\n", 10_000))));
    }

    private static Task<SieveAnswer> ReadAsync(string bytes) => new SieveWire(new MemoryStream(Encoding.UTF8.GetBytes(bytes))).ReadAsync(CancellationToken.None);
}
