using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Serjeant.Data;
using Serjeant.Shell.Components;
using Serjeant.Shell.Components.Content;

namespace Serjeant.Chapters.Inbox.Casework;

/// <summary>A file that the office takes to its own casework system.</summary>
public sealed record CaseworkFile(string Name, string MediaType, byte[] Bytes, int Messages);

/// <summary>Messages that were handed to casework, as one mail with the originals attached or as a table.</summary>
public sealed class CaseworkFiles(SerjeantDb db, TimeProvider time)
{
    /// <summary>A mail with more attachments than this opens nowhere.</summary>
    public const int MostInMail = 200;
    public const int MostInTable = 20_000;

    private static readonly string[] Columns =
        ["Number", "Platform", "Kind", "Sent", "Sender", "Handle", "Profile", "Sent to", "Subject", "Message", "Address", "Note"];

    private sealed record Entry(Message Message, string? Note);

    /// <returns>Null when nothing of this press is with casework.</returns>
    public async Task<CaseworkFile?> TableAsync(Office office, Guid batch, CancellationToken cancel)
    {
        var entries = await EntriesAsync(batch, MostInTable, cancel);
        if (entries.Count == 0)
            return null;
        // Excel takes a table without a byte-order mark for something older than Unicode.
        var csv = new StringBuilder("\uFEFF");
        CsvText.AppendRow(csv, Columns);
        foreach (var (message, note) in entries)
            CsvText.AppendRow(csv,
            [
                message.Id.ToString(CultureInfo.InvariantCulture), PlatformTagHelper.Words(message.Platform.ToString()), message.Kind.ToString(),
                LocalTime(office, message.SentAt), message.Author?.DisplayName, message.Author?.Handle, message.Author?.ProfileAddress,
                message.Account, message.Subject, message.Text, message.Address, note,
            ]);
        return new CaseworkFile(FileName(batch, "csv"), "text/csv; charset=utf-8", Encoding.UTF8.GetBytes(csv.ToString()), entries.Count);
    }

    /// <returns>Null when nothing of this press is with casework.</returns>
    public async Task<CaseworkFile?> MailAsync(Office office, Guid batch, CancellationToken cancel)
    {
        var entries = await EntriesAsync(batch, MostInMail, cancel);
        if (entries.Count == 0)
            return null;
        var ids = entries.Select(e => e.Message.Id).ToList();
        var raws = await db.MessageRaws.AsNoTracking().Where(r => ids.Contains(r.MessageId)).ToDictionaryAsync(r => r.MessageId, cancel);
        var mail = new MimeMessage { Subject = entries.Count == 1 ? "For casework: 1 message" : $"For casework: {entries.Count} messages", Date = time.GetUtcNow() };
        if (MailboxAddress.TryParse(office.PublicEmail, out var address))
            mail.From.Add(new MailboxAddress(office.Politician, address.Address));
        // Mail programs open it as a draft, ready to send.
        mail.Headers.Add("X-Unsent", "1");
        var body = new BodyBuilder { TextBody = string.Join("\n\n", entries.Select((e, i) => Describe(office, e, i + 1))) };
        foreach (var (message, _) in entries)
            body.Attachments.Add(await OriginalAsync(message, raws.GetValueOrDefault(message.Id), cancel));
        mail.Body = body.ToMessageBody();
        using var bytes = new MemoryStream();
        await mail.WriteToAsync(bytes, cancel);
        return new CaseworkFile(FileName(batch, "eml"), "message/rfc822", bytes.ToArray(), entries.Count);
    }

    public Task<int> CountAsync(Guid batch, CancellationToken cancel) => Handed(batch).CountAsync(cancel);

    private IQueryable<Decision> Handed(Guid batch) =>
        db.Decisions.AsNoTracking().Where(d => d.BatchId == batch && d.Kind == DecisionKind.HandToCasework && d.UndoneAt == null);

    private async Task<List<Entry>> EntriesAsync(Guid batch, int most, CancellationToken cancel)
    {
        var rows = await Handed(batch).OrderBy(d => d.MessageId).Take(most)
            .Join(db.Messages.Include(m => m.Author), d => d.MessageId, m => m.Id, (d, m) => new { Message = m, m.Author, d.Note }).ToListAsync(cancel);
        return [.. rows.Select(r =>
        {
            r.Message.Author = r.Author;
            return new Entry(r.Message, r.Note);
        })];
    }

    private static string Describe(Office office, Entry entry, int number)
    {
        var (message, note) = entry;
        var text = new StringBuilder(FormattableString.Invariant($"Message {number}\n"));
        Line("From", message.Author?.DisplayName);
        Line("Handle", message.Author?.Handle);
        Line("Platform", PlatformTagHelper.Words(message.Platform.ToString()));
        Line("Sent", LocalTime(office, message.SentAt));
        Line("Sent to", message.Account);
        Line("Address", message.Address);
        Line("Subject", message.Subject);
        Line("Note", note);
        return text.Append('\n').Append(message.Text).ToString();

        void Line(string name, string? value)
        {
            // One line each: a name with a line break in it could pass for another field.
            if (!string.IsNullOrWhiteSpace(value))
                text.Append(name).Append(": ").Append(Text.Summary.OneLine(value, 500)).Append('\n');
        }
    }

    /// <summary>The object as it came: a mail as a mail, anything else as a file; the text where no original was kept.</summary>
    private static async Task<MimeEntity> OriginalAsync(Message message, MessageRaw? raw, CancellationToken cancel)
    {
        var name = FormattableString.Invariant($"message-{message.Id}");
        if (raw is null)
            return FilePart(Encoding.UTF8.GetBytes(message.Text), "text/plain", name + ".txt");
        var bytes = new MemoryStream();
        await using (var stored = raw.Open())
            await stored.CopyToAsync(bytes, cancel);
        bytes.Position = 0;
        if (raw.MediaType.StartsWith("message/rfc822", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                return new MessagePart("rfc822", await MimeMessage.LoadAsync(bytes, cancel))
                {
                    ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = name + ".eml" },
                };
            }
            catch (FormatException)
            {
                return FilePart(bytes.ToArray(), "application/octet-stream", name + ".eml");
            }
        }
        var isJson = raw.MediaType.Contains("json", StringComparison.OrdinalIgnoreCase);
        return FilePart(bytes.ToArray(), isJson ? "application/json" : "application/octet-stream", name + (isJson ? ".json" : ".bin"));
    }

    private static MimePart FilePart(byte[] bytes, string type, string name) => new(type)
    {
        Content = new MimeContent(new MemoryStream(bytes, writable: false)),
        ContentTransferEncoding = ContentEncoding.Base64,
        FileName = name,
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = name },
    };

    private static string LocalTime(Office office, DateTimeOffset moment) =>
        OfficeTime.Local(moment, OfficeTime.Zone(office.TimeZone)).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    private static string FileName(Guid batch, string ending) => $"casework-{batch.ToString("N")[^8..]}.{ending}";
}
