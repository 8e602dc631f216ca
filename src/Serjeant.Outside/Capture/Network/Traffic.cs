using System.Collections.Concurrent;
using System.Net;
using Serjeant.Evidence;

namespace Serjeant.Outside.Capture.Network;

/// <summary>What one page's connections did: the proxy writes it, the capture's facts come from it.</summary>
internal sealed class Traffic(long limit)
{
    private const int KeptRefusals = 1000;
    private readonly ConcurrentDictionary<string, IPAddress> connected = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, byte[]> shown = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, VettedAs> refused = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource over = new();
    private long bytes;
    private volatile bool ended;

    /// <summary>Cancelled once more bytes came than the limit allows.</summary>
    public CancellationToken Over => over.Token;

    public bool IsOver => over.IsCancellationRequested;

    /// <summary>Why an answer that is cut off now is cut off.</summary>
    public WarcTruncation Cut => IsOver ? WarcTruncation.Length : ended ? WarcTruncation.Time : WarcTruncation.Disconnect;

    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>How many different hosts were refused as private.</summary>
    public int PrivateRefusals => refused.Values.Count(why => why == VettedAs.Private);

    /// <summary>The page is kept, or its time is over: what is still coming is cut off by us.</summary>
    public void End() => ended = true;

    public void Connected(string host, int port, IPAddress address) => connected[Key(host, port)] = address;

    /// <summary>The certificate that a site showed, as DER.</summary>
    public void Showed(string host, int port, byte[] certificate) => shown[Key(host, port)] = certificate;

    public void Refused(string host, int port, VettedAs why)
    {
        if (refused.Count < KeptRefusals)
            refused[Key(host, port)] = why;
    }

    public IPAddress? AddressOf(Uri address) => connected.GetValueOrDefault(Key(AllowedAddress.NormalHost(address), address.Port));

    /// <summary>Null for a site that was not reached over an encrypted connection.</summary>
    public byte[]? CertificateOf(Uri address) => shown.GetValueOrDefault(Key(AllowedAddress.NormalHost(address), address.Port));

    public VettedAs RefusalOf(Uri address) => refused.GetValueOrDefault(Key(AllowedAddress.NormalHost(address), address.Port));

    /// <summary>False when this goes over the limit.</summary>
    public bool Count(int more)
    {
        if (Interlocked.Add(ref bytes, more) <= limit)
            return true;
        over.Cancel();
        return false;
    }

    private static string Key(string host, int port) => $"{host}:{port}";
}
