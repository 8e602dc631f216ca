using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Serjeant.Engines.Tests.Mail.Outlook;

/// <summary>Messages as Outlook saves them, put together property by property.</summary>
internal sealed class SampleOutlook
{
    private readonly List<(ushort Property, ushort Type, ulong Value)> fixedOnes = [];
    private readonly CompoundNode node;
    private readonly int head;
    private int files;
    private int people;

    internal SampleOutlook(CompoundNode? storage = null, int headSize = 32) => (node, head) = (storage ?? new CompoundNode("Root Entry"), headSize);

    internal SampleOutlook Text(ushort property, string text, bool unicode = true)
    {
        node.Add(new CompoundNode(Name(property, unicode ? "001F" : "001E"), unicode ? Encoding.Unicode.GetBytes(text) : Encoding.Latin1.GetBytes(text)));
        return this;
    }

    internal SampleOutlook Bytes(ushort property, byte[] bytes)
    {
        node.Add(new CompoundNode(Name(property, "0102"), bytes));
        return this;
    }

    internal SampleOutlook Number(ushort property, ulong value, ushort type = 3)
    {
        fixedOnes.Add((property, type, value));
        return this;
    }

    internal SampleOutlook Person(string name, string address, int kind = 1)
    {
        var storage = node.Add(new CompoundNode(string.Create(CultureInfo.InvariantCulture, $"__recip_version1.0_#{people++:X8}")));
        new SampleOutlook(storage, 8).Text(0x3001, name).Text(0x39FE, address).Number(0x0C15, (ulong)kind).Finish();
        return this;
    }

    internal SampleOutlook File(string name, byte[] bytes, string type = "application/octet-stream")
    {
        new SampleOutlook(Attachment(), 8).Text(0x3707, name).Text(0x370E, type).Bytes(0x3701, bytes).Number(0x3705, 1).Finish();
        return this;
    }

    internal SampleOutlook Message(Action<SampleOutlook> inner)
    {
        var storage = Attachment();
        var within = new SampleOutlook(storage.Add(new CompoundNode(Name(0x3701, "000D"))), 24);
        inner(within);
        within.Finish();
        new SampleOutlook(storage, 8).Text(0x3001, "A message").Number(0x3705, 5).Finish();
        return this;
    }

    internal byte[] Save()
    {
        Finish();
        return CompoundFileWriter.Write(node);
    }

    /// <summary>Rich text as Outlook packs it, without repeats: every byte is written out.</summary>
    internal static byte[] Packed(string rtf)
    {
        var raw = Encoding.Latin1.GetBytes(rtf);
        var body = new MemoryStream();
        for (var at = 0; at < raw.Length; at += 8)
        {
            body.WriteByte(0);
            body.Write(raw, at, Math.Min(8, raw.Length - at));
        }
        var bytes = new byte[16 + body.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)body.Length + 12);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)raw.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), 0x75465A4C);
        body.ToArray().CopyTo(bytes, 16);
        return bytes;
    }

    internal const string Header = "Microsoft Mail Internet Headers Version 2.0\r\nReceived: from mail.pay-pal-secure.example by mx.office.example; Mon, 2 Nov 2026 09:00:00 +0000\r\n"
        + "Authentication-Results: mx.office.example; dmarc=fail header.from=pay-pal-secure.example\r\nFrom: \"PayPal Support\" <help@pay-pal-secure.example>\r\nTo: office@annlee.example\r\n"
        + "Subject: Your account is\r\n suspended\r\nMessage-ID: <1@x.example>\r\nContent-Type: multipart/alternative; boundary=\"old\"\r\nMIME-Version: 1.0\r\n\r\n";

    internal const string Page = "<html><body><p>Dear customer, your account has been suspended. Verify your account within 24 hours.</p><a href=\"http://203.0.113.9/login\">https://www.paypal.com/signin</a></body></html>";

    /// <summary>A fraud as it lies in a classic Outlook's folder after somebody dragged it there.</summary>
    internal static SampleOutlook Fraud() => new SampleOutlook()
        .Text(0x001A, "IPM.Note").Text(0x0037, "Your account is suspended").Text(0x0C1A, "PayPal Support").Text(0x5D01, "help@pay-pal-secure.example")
        .Text(0x007D, Header).Text(0x1000, "Dear customer, your account has been suspended.").Number(0x3FDE, 65001).Bytes(0x1013, Encoding.UTF8.GetBytes(Page)).Person("The office", "office@annlee.example");

    private CompoundNode Attachment() => node.Add(new CompoundNode(string.Create(CultureInfo.InvariantCulture, $"__attach_version1.0_#{files++:X8}")));

    private void Finish()
    {
        var table = new byte[head + fixedOnes.Count * 16];
        for (var i = 0; i < fixedOnes.Count; i++)
        {
            var entry = table.AsSpan(head + i * 16);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, fixedOnes[i].Type);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], fixedOnes[i].Property);
            entry[4] = 6;
            BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], fixedOnes[i].Value);
        }
        node.Add(new CompoundNode("__properties_version1.0", table));
    }

    private static string Name(ushort property, string type) => string.Create(CultureInfo.InvariantCulture, $"__substg1.0_{property:X4}{type}");
}
