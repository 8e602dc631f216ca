namespace Serjeant.Evidence;

/// <summary>Computes the digests of one record's block as it goes by, and says what does not fit.</summary>
internal sealed class BlockCheck(RecordHead head) : IDisposable
{
    private readonly WarcDigest? block = head.BlockDigest is null ? null : new WarcDigest(head.BlockDigest);

    // A revisit names the digest of a payload that is elsewhere; the whole of a block without a message is its payload.
    private readonly WarcDigest? payload = head.PayloadDigest is null || head.Type == WarcType.Revisit || !head.HoldsMessage && head.PayloadDigest == head.BlockDigest
        ? null
        : new WarcDigest(head.PayloadDigest);

    private bool isChunked;
    private SentBody? sent;

    /// <summary>The message's first line and type; null when the block holds none.</summary>
    public HttpHead? Message { get; private set; }

    /// <summary>What was sent with a request, once all of it went by.</summary>
    public string? Sent => sent?.Query();

    /// <param name="bytes">Empty when the message has no head that can be read; its payload can't be told then.</param>
    public void Head(ReadOnlySpan<byte> bytes)
    {
        block?.Append(bytes);
        if (bytes.IsEmpty)
            return;
        Message = HttpHeadReader.Read(bytes);
        sent = SentBody.Of(head.Type, Message);
        isChunked = HttpHeadReader.IsChunked(bytes);
    }

    public void Body(ReadOnlySpan<byte> bytes)
    {
        block?.Append(bytes);
        payload?.Append(bytes);
        sent?.Append(bytes);
    }

    /// <param name="isWhole">False when the record says that it was cut; its payload's digest may then be of what it was before.</param>
    public IReadOnlyList<string> Problems(bool isWhole)
    {
        var problems = new List<string>();
        if (block is { IsKnown: false } || payload is { IsKnown: false })
            problems.Add("its digest is of a kind that is not known");
        var blockFits = block is not { IsKnown: true } || block.Fits();
        if (!blockFits)
            problems.Add("its content is not what its block digest says");
        if (payload is { IsKnown: true } && !payload.Fits() && !MayDiffer(blockFits, isWhole))
            problems.Add("its content is not what its payload digest says");
        return problems;
    }

    public void Dispose()
    {
        block?.Dispose();
        payload?.Dispose();
    }

    // Programs differ on whether the digest is of the chunks as sent or of what is in them; where the block's digest fits, the
    // same bytes are vouched for already.
    private bool MayDiffer(bool blockFits, bool isWhole) =>
        blockFits && block is not null && (isChunked || !isWhole || head.HoldsMessage && Message is null);
}
