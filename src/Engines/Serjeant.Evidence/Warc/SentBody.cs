namespace Serjeant.Evidence;

/// <summary>
/// The start of what was sent with a request, kept as it goes by until the whole of it is known to be one: an index names it, since one address may
/// answer many such requests.
/// </summary>
internal sealed class SentBody
{
    /// <summary>64 KiB: sixteen times what an index tells of a form. JSON that is longer can't be read, and is told as if it were empty.</summary>
    public const int MaxBytes = 64 * 1024;

    private readonly HttpHead head;
    private readonly MemoryStream kept = new();

    private SentBody(HttpHead head) => this.head = head;

    /// <returns>Null where nothing has to be told: it is no request, or one by GET, whose address says it all.</returns>
    public static SentBody? Of(string recordType, HttpHead? head) => recordType == WarcType.Request && head is { Method: not "GET" } ? new SentBody(head) : null;

    public void Append(ReadOnlySpan<byte> bytes) => kept.Write(bytes[..(int)Math.Min(bytes.Length, MaxBytes - kept.Length)]);

    /// <summary>As <see cref="SentQuery"/> spells it.</summary>
    public string Query() => SentQuery.Of(head.ContentType ?? "", kept.GetBuffer().AsSpan(0, (int)kept.Length));
}
