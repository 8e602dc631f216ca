using MimeKit;

namespace Serjeant.Outside.Authentication;

/// <summary>Reads a mail so that its signatures can be checked: every byte of header and body stays as it was.</summary>
internal static class RawMessage
{
    /// <summary>Deeper parts stay one text, which signatures don't mind.</summary>
    private const int Depth = 50;

    /// <exception cref="FormatException">These bytes are no mail.</exception>
    internal static async Task<MimeMessage> LoadAsync(ReadOnlyMemory<byte> raw, CancellationToken cancel)
    {
        var options = ParserOptions.Default.Clone();
        options.MaxMimeDepth = Depth;
        using var stream = new MemoryStream(raw.ToArray(), writable: false);
        return await MimeMessage.LoadAsync(options, stream, cancel);
    }
}
