namespace Serjeant.Evidence;

/// <summary>
/// The bytes of a message or a file, of any length, wherever they are kept. They are read more than once: a record's digests
/// and length stand in front of its bytes, so they must be known before any are written.
/// </summary>
/// <param name="Open">Opens them for reading from the start; called two or three times, and must give the same bytes.</param>
public sealed record WarcBody(Func<CancellationToken, ValueTask<Stream>> Open)
{
    public static WarcBody Empty { get; } = Of([]);

    public static WarcBody Of(byte[] bytes) => new(_ => ValueTask.FromResult<Stream>(new MemoryStream(bytes, writable: false)));
}
