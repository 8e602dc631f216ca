using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Serjeant.Desk.Tests.Outside.Capture;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.TimeStamps;

namespace Serjeant.Desk.Tests.Outside.TimeStamps;

/// <summary>An authority on loopback, good at <c>/good</c> and bad in one way at every other path.</summary>
internal sealed class TestAuthority : IAsyncDisposable
{
    private TestSite site = null!;

    public AuthorityFiles Files { get; } = new();

    public AllowedAddress Allowed => site.Allowed;

    /// <summary>Everything that was ever sent to it.</summary>
    public List<byte[]> Queries { get; } = [];

    /// <summary>Nobody is answered at <c>/good</c> until it is true again.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>Runs between the question and the answer.</summary>
    public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;

    public static async Task<TestAuthority> StartAsync()
    {
        var authority = new TestAuthority();
        authority.site = await TestSite.StartAsync((_, app) => app.MapPost("/{how}", authority.AnswerAsync));
        return authority;
    }

    public TimeStampAuthority At(string how, string host = "127.0.0.1") => new("Test authority", site.At("/" + how, host));

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        Files.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, string how)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var query = body.ToArray();
        lock (Queries)
            Queries.Add(query);
        await BeforeAnswer();
        var cancel = context.RequestAborted;
        if (how == "slow")
            await Task.Delay(Timeout.Infinite, cancel);
        if (how == "redirect")
            context.Response.Redirect("/good", permanent: false, preserveMethod: true);
        else if (how == "broken-down" || (how == "good" && !IsUp))
            context.Response.StatusCode = 503;
        else
            await WriteAsync(context, how, query, cancel);
    }

    private async Task WriteAsync(HttpContext context, string how, byte[] query, CancellationToken cancel)
    {
        context.Response.ContentType = "application/timestamp-reply";
        if (how == "endless")
            for (var i = 0; i < 10_000; i++)
                await context.Response.Body.WriteAsync(new byte[16 * 1024], cancel);
        var answer = how is "good" or "rootless" or "expired" ? Files.Reply(query, how) : Wrong(how, query);
        if (how is "cut")
            context.Response.ContentLength = answer.Length + 10;
        await context.Response.Body.WriteAsync(answer, cancel);
    }

    private byte[] Wrong(string how, byte[] query)
    {
        Rfc3161TimestampRequest.TryDecode(query, out var asked, out _);
        var (hash, nonce) = (asked!.GetMessageHash(), asked.GetNonce());
        return how switch
        {
            "garbage" => "<html>Welcome to the time-stamp service</html>"u8.ToArray(),
            "empty" => [],
            "other-nonce" => Files.Reply(Rfc3161TimestampRequest.CreateFromHash(hash, HashAlgorithmName.SHA256, nonce: new byte[] { 1, 2, 3 }, requestSignerCertificates: true).Encode()),
            "no-nonce" => Files.Reply(Rfc3161TimestampRequest.CreateFromHash(hash, HashAlgorithmName.SHA256, requestSignerCertificates: true).Encode()),
            "other-hash" => Files.Reply(Rfc3161TimestampRequest.CreateFromHash(new byte[32], HashAlgorithmName.SHA256, nonce: nonce, requestSignerCertificates: true).Encode()),
            "no-certificate" => Files.Reply(Rfc3161TimestampRequest.CreateFromHash(hash, HashAlgorithmName.SHA256, nonce: nonce, requestSignerCertificates: false).Encode()),
            "refuses" => Files.Reply(Rfc3161TimestampRequest.CreateFromHash(new byte[64], HashAlgorithmName.SHA512, nonce: nonce, requestSignerCertificates: true).Encode()),
            "forged" => Flip(Files.Reply(query)),
            "cut" => Files.Reply(query)[..100],
            _ => throw new ArgumentOutOfRangeException(nameof(how)),
        };
    }

    /// <summary>The signature's last byte: it ends the answer.</summary>
    private static byte[] Flip(byte[] answer)
    {
        answer[^1] ^= 1;
        return answer;
    }
}
