namespace Serjeant.Evidence;

/// <summary>How much of a web archive is read.</summary>
/// <param name="MaxRecords">Records in one file.</param>
/// <param name="MaxBytes">All records together, unpacked.</param>
public sealed record WarcLimits(int MaxRecords = 250_000, long MaxBytes = 1L << 40);

/// <summary>A record that was read, and what of it is not as it should be, in plain English.</summary>
public sealed record ReadRecord(WarcEntry Entry, IReadOnlyList<string> Problems);

/// <summary>
/// Reads a web archive of any program's making (WARC/1.0 and 1.1), record by record, computing every digest again. Bounded: no
/// head longer than <see cref="MaxHead"/>, no body in memory.
/// </summary>
/// <param name="file">Read from front to back; stays open.</param>
/// <param name="isPacked">Whether each record is a gzip member (<c>.warc.gz</c>).</param>
public sealed class WarcReader(Stream file, bool isPacked, WarcLimits? limits = null)
{
    /// <summary>The longest head of a record or of a message in it, in bytes.</summary>
    public const int MaxHead = 1024 * 1024;

    private readonly WarcLimits limits = limits ?? new WarcLimits();
    private readonly RecordBytes bytes = new();
    private long done;

    /// <exception cref="FormatException">The file is broken, or goes beyond the limits; what was read before it holds.</exception>
    /// <exception cref="InvalidDataException">It can't be unpacked.</exception>
    public IEnumerable<ReadRecord> Read(CancellationToken cancellation)
    {
        var number = 0;
        foreach (var record in isPacked ? ReadPacked(cancellation) : ReadPlain(cancellation))
        {
            if (number++ >= limits.MaxRecords)
                throw new FormatException($"It holds more than {limits.MaxRecords} records.");
            yield return record;
        }
    }

    private IEnumerable<ReadRecord> ReadPacked(CancellationToken cancellation)
    {
        using var members = new GzipMembers(file);
        while (members.Next())
        {
            bytes.Clear();
            var (entry, problems) = ReadOne(members.Read, cancellation);
            if (bytes.Take(members.Read, 1).Length > 0)
                throw new FormatException("Several records are packed together, so none can be read by itself.");
            var (length, sha256) = members.End();
            yield return new ReadRecord(entry with { Offset = members.Offset, Length = length, Sha256 = sha256 }, problems);
        }
    }

    private IEnumerable<ReadRecord> ReadPlain(CancellationToken cancellation)
    {
        while (!bytes.IsAtEnd(file.Read))
        {
            var offset = bytes.Taken;
            var (entry, problems) = ReadOne(file.Read, cancellation);
            yield return new ReadRecord(entry with { Offset = offset, Length = bytes.Taken - offset }, problems);
        }
    }

    private ReadRecord ReadOne(RecordBytes.Source source, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var head = bytes.PeekHead(source, MaxHead);
        if (head.IsEmpty)
            throw new FormatException("A record has no head, or one that is too long.");
        var fields = RecordHead.Read(head);
        bytes.Take(source, head.Length);
        using var check = new BlockCheck(fields);
        var left = fields.Length;
        if (fields.HoldsMessage)
        {
            var message = bytes.PeekHead(source, Math.Min(left, MaxHead));
            check.Head(message);
            left -= bytes.Take(source, message.Length).Length;
        }
        while (left > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var part = bytes.Take(source, left);
            if (part.IsEmpty)
                throw new FormatException("A record is cut short.");
            check.Body(part);
            left -= part.Length;
        }
        Span<byte> close = stackalloc byte[4];
        for (var i = 0; i < close.Length; i++)
            close[i] = bytes.Take(source, 1) is [var b] ? b : (byte)0;
        if (!close.SequenceEqual("\r\n\r\n"u8))
            throw new FormatException("A record is longer than it says.");
        if ((done += fields.Length + head.Length) > limits.MaxBytes)
            throw new FormatException("It unpacks to far more than it should.");
        return new ReadRecord(fields.ToEntry(check.Message) with { Sent = check.Sent }, check.Problems(isWhole: !fields.IsTruncated));
    }
}
