using System.Globalization;
using System.Net;
using System.Text;
using Serjeant.Outside.Capture.Recording;

namespace Serjeant.Outside.Capture.Network;

/// <summary>
/// Passes requests of the browser to the one site that this connection was vetted for, and its answers back, and records both. The
/// connection's site is fixed: what a request says about another host changes nothing.
/// </summary>
internal sealed class HttpPassage(Stream browser, HttpReader fromBrowser, Stream site, Uri origin, IPAddress server, Traffic traffic, ITrafficRecorder recorder, TimeProvider time)
{
    /// <summary>What every outside tool can unpack again; a body is recorded as it came.</summary>
    private const string Codings = "gzip";

    private readonly HttpReader fromSite = new(site);

    /// <summary>Passes one request after the other until one side closes.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (await fromBrowser.HeadAsync(cancel) is { } request && request.FirstLine.Split(' ') is [var method, var target, "HTTP/1.1"])
        {
            if (!target.StartsWith('/') || !await PassAsync(request, method, target, only: false, cancel))
                return;
        }
    }

    /// <summary>Passes one request to the site. True when the connection can carry another.</summary>
    /// <param name="target">In origin form (RFC 9112 §3.2.1).</param>
    /// <param name="only">The connection is for this one request: the next could be for another host, that nobody vetted.</param>
    public async Task<bool> PassAsync(HttpHead request, string method, string target, bool only, CancellationToken cancel)
    {
        if (BodyFraming.OfRequest(request) is not { } framing)
        {
            await browser.WriteAsync("HTTP/1.1 411 Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), cancel);
            return false;
        }

        var upgrade = request.Field("Upgrade");
        var single = only || request.Field("Connection")?.Contains("close", StringComparison.OrdinalIgnoreCase) == true;
        request.DropHopFields();
        request.Fields.RemoveAll(field => field.Name.Equals("Host", StringComparison.OrdinalIgnoreCase));
        request.Fields.Insert(0, ("Host", origin.Authority));
        var coding = request.Fields.FindIndex(field => field.Name.Equals("Accept-Encoding", StringComparison.OrdinalIgnoreCase));
        if (coding >= 0)
            request.Fields[coding] = ("Accept-Encoding", Codings);
        if (upgrade is not null)
            request.Fields.AddRange([("Connection", "Upgrade"), ("Upgrade", upgrade)]);
        else if (single)
            request.Fields.Add(("Connection", "close"));
        var line = $"{method} {target} HTTP/1.1";
        var at = time.GetUtcNow();
        var sent = recorder.NewSpool();
        try
        {
            var head = (request with { FirstLine = line }).ToBytes();
            if (!traffic.Count(head.Length))
                return false;
            await site.WriteAsync(head, cancel);
            if (!await new BodyCopy(fromBrowser, site, traffic, sent).RunAsync(framing, cancel))
                return false;
            return await AnswerAsync(at, method, target, line, request, sent, upgrade is not null, single, cancel);
        }
        catch
        {
            sent.Dispose();
            throw;
        }
    }

    private async Task<bool> AnswerAsync(DateTimeOffset at, string method, string target, string line, HttpHead request, Spool sent, bool upgrade, bool single, CancellationToken cancel)
    {
        HttpHead? answer;
        string version;
        int status;
        do
        {
            answer = await fromSite.HeadAsync(cancel);
            if (answer?.FirstLine.Split(' ', 3) is not [var spoken, var code, ..] || !int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out status)
                || !spoken.StartsWith("HTTP/1.", StringComparison.Ordinal))
                return false;
            version = spoken;
            if (status == 101 && upgrade)
            {
                await TunnelAsync(answer, cancel);
                return false;
            }
        }
        while (status < 200); // an interim answer: the real one follows

        var framing = BodyFraming.OfAnswer(answer, method, status);
        if (framing is null)
            return false;
        var closes = single || framing.Value.End == BodyEnd.Close || version == "HTTP/1.0" || answer.Field("Connection")?.Contains("close", StringComparison.OrdinalIgnoreCase) == true;
        var exchange = new Exchange(at, method, Address(target), line, [.. request.Fields], sent, server)
        {
            StatusLine = answer.FirstLine,
            Status = status,
            AnswerFields = [.. answer.Fields],
            Body = recorder.NewSpool(),
        };
        var whole = false;
        answer.DropHopFields();
        if (closes)
            answer.Fields.Add(("Connection", "close"));
        try
        {
            var head = answer.ToBytes();
            if (!traffic.Count(head.Length))
                return false;
            await browser.WriteAsync(head, cancel);
            whole = await new BodyCopy(fromSite, browser, traffic, exchange.Body).RunAsync(framing.Value, cancel);
            await browser.FlushAsync(cancel);
        }
        finally
        {
            exchange.Cut = whole ? null : traffic.Cut;
            // Also when the browser lost interest or time ran out: what came is kept as cut off.
            await recorder.KeepAsync(exchange);
        }

        return whole && !closes;
    }

    private Uri Address(string target) => Uri.TryCreate(origin.GetLeftPart(UriPartial.Authority) + target, UriKind.Absolute, out var address) ? address : origin;

    /// <summary>A WebSocket: passed both ways, counted, not recorded.</summary>
    private async Task TunnelAsync(HttpHead answer, CancellationToken cancel)
    {
        recorder.SawSocket();
        await browser.WriteAsync(Encoding.Latin1.GetBytes(answer.FirstLine + "\r\n" + string.Concat(answer.Fields.Select(field => $"{field.Name}: {field.Value}\r\n")) + "\r\n"), cancel);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var close = new BodyFraming(BodyEnd.Close, 0);
        var up = new BodyCopy(fromBrowser, site, traffic, null).RunAsync(close, ended.Token);
        var down = new BodyCopy(fromSite, browser, traffic, null).RunAsync(close, ended.Token);
        await Task.WhenAny(up, down);
        await ended.CancelAsync();
        await Task.WhenAll(up, down);
    }
}
