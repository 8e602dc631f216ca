using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Desk.Tests.Outside.Capture;
using Serjeant.Desk.Tests.Support;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.TimeStamps;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.TimeStamps;

/// <summary>Against a real authority, openssl's, that answers well or badly.</summary>
public sealed class TimeStampClientTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly byte[] Hash = SHA256.HashData("manifest"u8);
    private TestAuthority authority = null!;

    public async ValueTask InitializeAsync() => authority = await TestAuthority.StartAsync();

    public ValueTask DisposeAsync() => authority.DisposeAsync();

    [Theory]
    [InlineData("good", true)]
    [InlineData("rootless", false)]
    public async Task A_good_answer_is_read_and_openssl_says_the_same(string how, bool hasRoot)
    {
        var received = await Client().AskAsync(authority.At(how), Hash, Cancel);

        received.Stamp.At.ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        (received.Stamp.Authority, received.Stamp.Root, received.Stamp.RootIsHere).ShouldBe(("Test time-stamps", "Test root", hasRoot));
        (received.Stamp.Policy, received.Stamp.Accuracy).ShouldBe(("1.2.3.4.1", TimeSpan.FromSeconds(1)));
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("manifest.json"), "manifest", Cancel);
        await File.WriteAllBytesAsync(folder.File("manifest.json.tsr"), received.Response, Cancel);
        OpenSsl.Run(folder.Path, "ts", "-verify", "-data", "manifest.json", "-in", "manifest.json.tsr", "-CAfile", authority.Files.Root);
    }

    [Fact]
    public async Task All_that_is_sent_is_the_hash_and_a_number_never_the_same()
    {
        await Client().AskAsync(authority.At("good"), Hash, Cancel);
        await Client().AskAsync(authority.At("good"), Hash, Cancel);

        var asked = authority.Queries.Select(q => Rfc3161TimestampRequest.TryDecode(q, out var request, out var read) && read == q.Length ? request : null).ToList();
        asked.ShouldAllBe(r => r!.GetMessageHash().ToArray().SequenceEqual(Hash) && r.RequestSignerCertificate && !r.HasExtensions && r.RequestedPolicyId == null);
        asked.Select(r => Convert.ToHexString(r!.GetNonce()!.Value.Span)).Distinct().Count().ShouldBe(2);
        authority.Queries.ShouldAllBe(q => q.Length < 80);
    }

    [Theory]
    [InlineData("garbage", "can’t be read as a time-stamp")]
    [InlineData("empty", "can’t be read as a time-stamp")]
    [InlineData("endless", "longer than 64 KB")]
    [InlineData("cut", "connection broke")]
    [InlineData("other-nonce", "answer to another request")]
    [InlineData("no-nonce", "answer to another request")]
    [InlineData("other-hash", "time-stamp of something else")]
    [InlineData("no-certificate", "certificate that signed it is not in it")]
    [InlineData("expired", "certificate was not valid at the time")]
    [InlineData("forged", "does not hold")]
    [InlineData("refuses", "The authority refused: it doesn’t know SHA-256")]
    [InlineData("redirect", "sends elsewhere")]
    [InlineData("broken-down", "HTTP 503")]
    public async Task A_bad_answer_is_none_and_says_why(string how, string words) =>
        (await Should.ThrowAsync<TimeStampException>(Client().AskAsync(authority.At(how), Hash, Cancel))).Message.ShouldContain(words);

    [Fact]
    public async Task One_that_does_not_answer_is_left_after_twenty_seconds()
    {
        var clock = new TurnedClock();
        var asking = Client(clock).AskAsync(authority.At("slow"), Hash, Cancel);
        while (authority.Queries.Count == 0)
            await Task.Delay(10, Cancel);
        asking.IsCompleted.ShouldBeFalse();
        await clock.TurnAsync(TimeStampClient.Patience + TimeSpan.FromSeconds(1), Cancel);
        (await Should.ThrowAsync<TimeStampException>(asking)).Message.ShouldContain("did not answer within 20 seconds");
    }

    [Fact]
    public async Task One_that_is_away_is_told_from_one_that_is_not_there()
    {
        var away = authority.At("good").Address;
        var client = Client();
        await authority.DisposeAsync();
        (await Should.ThrowAsync<TimeStampException>(client.AskAsync(new TimeStampAuthority("Away", away), Hash, Cancel))).Message.ShouldContain("can’t be reached");
        (await Should.ThrowAsync<TimeStampException>(client.AskAsync(new TimeStampAuthority("None", new Uri("http://nowhere.test/")), Hash, Cancel))).Message.ShouldContain("no such host");
        authority = await TestAuthority.StartAsync();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("inside.test")]
    public async Task A_private_address_is_not_asked_unless_it_is_allowed(string host)
    {
        (await Should.ThrowAsync<TimeStampException>(Client(allowed: []).AskAsync(authority.At("good", host), Hash, Cancel))).Message.ShouldContain("inside a network");
        authority.Queries.ShouldBeEmpty();
    }

    private TimeStampClient Client(TimeProvider? clock = null, AllowedAddress[]? allowed = null)
    {
        var resolver = new FixedResolver().With("localhost", ["127.0.0.1"]).With("inside.test", ["93.184.215.14", "10.0.0.7"]);
        var guard = new AddressGuard(resolver, allowed ?? [authority.Allowed]);
        var services = new ServiceCollection();
        services.AddHttpClient(TimeStampClient.ClientName, c => c.Timeout = Timeout.InfiniteTimeSpan).ConfigurePrimaryHttpMessageHandler(() => TimeStampHandler.Create(guard));
        return new TimeStampClient(services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>(), clock ?? TimeProvider.System);
    }
}
