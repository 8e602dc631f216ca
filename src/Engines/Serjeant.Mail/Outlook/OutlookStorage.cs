using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Serjeant.Mail.Outlook;

/// <summary>
/// One object of an Outlook file ([MS-OXMSG]): the message itself, a recipient, an attachment or a message within the message. Its properties are
/// streams named after their number and type, and a table of those that fit into eight bytes.
/// </summary>
internal sealed class OutlookStorage
{
    private const int MostText = 4 * 1024 * 1024;
    private const int MostProperties = 64 * 1024;

    private readonly CompoundFile file;
    private readonly Dictionary<string, CompoundFile.Entry> streams = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<ushort, ulong> numbers = [];
    private readonly Encoding ansi;

    /// <param name="headSize">Bytes before the table's first entry: 32 in the message itself, 24 in one within it, 8 in all else ([MS-OXMSG] §2.4).</param>
    internal OutlookStorage(CompoundFile file, CompoundFile.Entry storage, int headSize, Encoding? of = null)
    {
        this.file = file;
        foreach (var entry in file.In(storage)) streams.TryAdd(entry.Name, entry);
        ReadNumbers(headSize);
        ansi = of ?? CodePages.Of(Number(Property.MessageCodePage)) ?? CodePages.Of(Number(Property.InternetCodePage)) ?? Encoding.GetEncoding(1252);
    }

    /// <summary>How its old-style strings are written; recipients and attachments of a message are written as it is.</summary>
    internal Encoding Ansi => ansi;

    /// <summary>It has the table that every object of an Outlook file has.</summary>
    internal bool IsObject => streams.ContainsKey(TableName);

    private const string TableName = "__properties_version1.0";

    /// <summary>Storages whose name begins so, in the order of their names.</summary>
    internal IEnumerable<CompoundFile.Entry> Storages(string prefix) =>
        streams.Values.Where(e => e.IsStorage && e.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A whole number or a yes or no; null where there is none.</summary>
    internal long? Number(ushort property) => numbers.TryGetValue(property, out var value) ? (int)value : null;

    /// <summary>A moment ([MS-DTYP] §2.3.3); null where there is none.</summary>
    internal DateTimeOffset? Time(ushort property)
    {
        if (!numbers.TryGetValue(property, out var value)) return null;
        // Until the year 9999.
        return value is > 0 and < 2_650_467_743_999_999_999 ? DateTimeOffset.FromFileTime((long)value).ToUniversalTime() : null;
    }

    /// <summary>Words; empty where there are none.</summary>
    internal string Text(ushort property)
    {
        if (Stream(property, "001F") is { } unicode) return Clean(Encoding.Unicode.GetString(file.Read(unicode, MostText)));
        return Stream(property, "001E") is { } old ? Clean(ansi.GetString(file.Read(old, MostText))) : "";
    }

    /// <summary>Bytes; null where there are none.</summary>
    internal byte[]? Bytes(ushort property, int most) => Stream(property, "0102") is { } stream ? file.Read(stream, most) : null;

    /// <summary>The length that bytes claim to have.</summary>
    internal long Length(ushort property) => Stream(property, "0102")?.Size ?? 0;

    /// <summary>An object within this one.</summary>
    internal CompoundFile.Entry? Inner(ushort property) => streams.TryGetValue(NameOf(property, "000D"), out var entry) && entry.IsStorage ? entry : null;

    private CompoundFile.Entry? Stream(ushort property, string type) => streams.TryGetValue(NameOf(property, type), out var entry) && !entry.IsStorage ? entry : null;

    private static string NameOf(ushort property, string type) => string.Create(CultureInfo.InvariantCulture, $"__substg1.0_{property:X4}{type}");

    private static string Clean(string text) => text.TrimEnd('\0').Replace("\0", "", StringComparison.Ordinal);

    private void ReadNumbers(int headSize)
    {
        if (!streams.TryGetValue(TableName, out var table) || table.IsStorage) return;
        var bytes = file.Read(table, MostProperties);
        for (var at = headSize; at + 16 <= bytes.Length; at += 16)
        {
            var (type, property) = (BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at)), BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at + 2)));
            // 32-bit number, yes or no, moment ([MS-OXCDATA] §2.11.1).
            if (type is 0x0003 or 0x000B or 0x0040) numbers.TryAdd(property, BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at + 8)));
        }
    }
}

/// <summary>Numbers of properties that are read ([MS-OXPROPS]).</summary>
internal static class Property
{
    internal const ushort MessageClass = 0x001A;
    internal const ushort Subject = 0x0037;
    internal const ushort SubmitTime = 0x0039;
    internal const ushort RepresentingName = 0x0042;
    internal const ushort RepresentingAddress = 0x0065;
    internal const ushort ReplyNames = 0x0050;
    internal const ushort TransportHeaders = 0x007D;
    internal const ushort RecipientType = 0x0C15;
    internal const ushort SenderName = 0x0C1A;
    internal const ushort SenderAddress = 0x0C1F;
    internal const ushort DeliveryTime = 0x0E06;
    internal const ushort Body = 0x1000;
    internal const ushort RtfCompressed = 0x1009;
    internal const ushort Html = 0x1013;
    internal const ushort MessageId = 0x1035;
    internal const ushort References = 0x1039;
    internal const ushort InReplyTo = 0x1042;
    internal const ushort DisplayName = 0x3001;
    internal const ushort Address = 0x3003;
    internal const ushort AttachData = 0x3701;
    internal const ushort AttachName = 0x3704;
    internal const ushort AttachMethod = 0x3705;
    internal const ushort AttachLongName = 0x3707;
    internal const ushort AttachMimeType = 0x370E;
    internal const ushort AttachContentId = 0x3712;
    internal const ushort SmtpAddress = 0x39FE;
    internal const ushort InternetCodePage = 0x3FDE;
    internal const ushort MessageCodePage = 0x3FFD;
    internal const ushort SenderSmtp = 0x5D01;
    internal const ushort RepresentingSmtp = 0x5D02;
}

/// <summary>Windows code pages by number.</summary>
internal static class CodePages
{
    static CodePages() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Null for one that there is not. UTF-7 is left out, as browsers leave it out.</summary>
    internal static Encoding? Of(long? page)
    {
        if (page is null or <= 0 or > 65_535 or 65_000) return null;
        try
        {
            return Encoding.GetEncoding((int)page);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
