using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace Serjeant.Outside.TimeStamps;

/// <summary>An answer that was checked.</summary>
/// <param name="Response">The whole answer, to be kept: what <c>openssl ts -verify -in</c> reads.</param>
public sealed record ReceivedTimeStamp(byte[] Response, TimeStamp Stamp);

/// <summary>
/// Asks an authority for a time-stamp (RFC 3161, sections 2.4.1 and 3.4). What leaves this machine is 32 bytes of SHA-256 and a
/// random number: neither the file, nor whose it is.
/// </summary>
public sealed class TimeStampClient(IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>The client that <see cref="TimeStampHandler"/> is behind.</summary>
    public const string ClientName = "time-stamps";

    /// <summary>For connecting, asking and reading together.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const int NonceBytes = 8;

    /// <exception cref="TimeStampException">No answer, or not one that holds for this hash and this request.</exception>
    public async Task<ReceivedTimeStamp> AskAsync(TimeStampAuthority authority, byte[] sha256, CancellationToken cancel)
    {
        var request = Rfc3161TimestampRequest.CreateFromHash(
            sha256, HashAlgorithmName.SHA256, requestedPolicyId: null, nonce: RandomNumberGenerator.GetBytes(NonceBytes), requestSignerCertificates: true);
        var response = await SendAsync(authority.Address, request.Encode(), cancel);
        var stamp = TimeStampReader.Read(response, sha256);
        // Without it, an answer to an earlier question about the same file could be played again with its earlier time.
        if (stamp.Nonce is not { } nonce || !nonce.Span.SequenceEqual(request.GetNonce()!.Value.Span))
            throw new TimeStampException("It is an answer to another request: its number is not the one that was sent");
        return new ReceivedTimeStamp(response, stamp);
    }

    private async Task<byte[]> SendAsync(Uri address, byte[] query, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        using var client = clients.CreateClient(ClientName);
        using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(query) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
        message.Headers.Accept.ParseAdd("application/timestamp-reply");
        try
        {
            using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            if ((int)answer.StatusCode is >= 300 and < 400)
                throw new TimeStampException("It sends elsewhere instead of answering. Use the address that it sends to, if you trust it");
            if (!answer.IsSuccessStatusCode)
                throw new TimeStampException(FormattableString.Invariant($"It answered with HTTP {(int)answer.StatusCode} instead of a time-stamp"));
            return await ReadAsync(answer.Content, stop.Token);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new TimeStampException(FormattableString.Invariant($"It did not answer within {Patience.TotalSeconds:0} seconds"), e);
        }
        catch (HttpRequestException e)
        {
            throw e.InnerException as TimeStampException ?? new TimeStampException(WordsOf(e.HttpRequestError), e);
        }
        catch (IOException e)
        {
            throw new TimeStampException("The connection broke before the answer was complete", e);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancel)
    {
        await using var stream = await content.ReadAsStreamAsync(cancel);
        var bytes = new byte[TimeStampReader.MaxBytes + 1];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return length <= TimeStampReader.MaxBytes
            ? bytes[..length]
            : throw new TimeStampException($"Its answer is longer than {TimeStampReader.MaxBytes / 1024} KB, so it is no time-stamp");
    }

    private static string WordsOf(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "There is no such host, or its name can’t be looked up now",
        HttpRequestError.ConnectionError => "It can’t be reached now",
        HttpRequestError.SecureConnectionError => "Its HTTPS certificate is not in order",
        HttpRequestError.ConfigurationLimitExceeded => "Its answer’s head is too long",
        HttpRequestError.ResponseEnded => "The connection broke before the answer was complete",
        _ => "What it answered is not HTTP",
    };
}
