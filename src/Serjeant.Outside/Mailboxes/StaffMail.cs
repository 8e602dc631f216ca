using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using MimeKit.Utils;
using Serjeant.Outside.Authentication;

namespace Serjeant.Outside.Mailboxes;

/// <summary>A mail that came to the checking mailbox, as far as answering it needs.</summary>
/// <param name="From">Who it says wrote it, in lower case; empty when it names nobody or several.</param>
/// <param name="MessageId">Without angle brackets; empty when there is none.</param>
/// <param name="References">Message-IDs of the talk so far, the newest last.</param>
/// <param name="Machine">Why a machine wrote it, for which nothing may answer (RFC 3834 §2); null for a person's.</param>
/// <param name="AnswersUs">It answers one of our answers.</param>
/// <param name="Attached">Messages forwarded as attachments, as bytes.</param>
/// <param name="AttachedMore">There were more than are looked at.</param>
/// <param name="SubmittedTo">The office's server that took it from somebody who had signed in there; null when its topmost trace doesn't say so.</param>
public sealed record StaffMail(
    string From, string Subject, string MessageId, IReadOnlyList<string> References, string? Machine, bool AnswersUs,
    IReadOnlyList<byte[]> Attached, bool AttachedMore, string? SubmittedTo);

/// <summary>Reads what people and machines send to the checking mailbox. Bounded, and nothing in it is believed by itself.</summary>
public static partial class StaffMailReader
{
    /// <summary>Messages judged in one mail.</summary>
    public const int MostAttached = 5;

    /// <summary>Marks our answers, so that a mail server that sends them back starts nothing.</summary>
    public const string AnswerField = "X-Serjeant-Answer";

    private const int MostReferences = 20;
    private const int MostParts = 200;

    /// <param name="own">The mailbox's own address.</param>
    /// <param name="servers">Names of the office's servers, for <see cref="StaffMail.SubmittedTo"/>.</param>
    /// <exception cref="FormatException">These bytes are no mail.</exception>
    public static async Task<StaffMail> ReadAsync(ReadOnlyMemory<byte> raw, string own, IReadOnlyCollection<string> servers, CancellationToken cancel)
    {
        using var message = await RawMessage.LoadAsync(raw, cancel);
        var from = message.Headers.Count(h => h.Id == HeaderId.From) == 1 && message.From is [MailboxAddress one] ? one.Address.Trim().ToLowerInvariant() : "";
        var attached = Attached(message).Take(MostAttached + 1).ToArray();
        IEnumerable<string> talk = [.. message.References, .. message.InReplyTo is { Length: > 0 } to ? [to] : Array.Empty<string>()];
        return new StaffMail(
            from, Plain(message.Subject ?? ""), Id(message.MessageId ?? ""), [.. talk.Select(Id).Where(i => i.Length > 0).Distinct(StringComparer.Ordinal).TakeLast(MostReferences)],
            Machine(message, from, own), talk.Any(IsOurs), [.. attached.Take(MostAttached)], attached.Length > MostAttached, SubmittedTo(message, servers));
    }

    /// <summary>A Message-ID of ours for the answer to a row; the same each time, so that a second could be told.</summary>
    public static string AnswerId(string mailbox, long row) =>
        $"serjeant-check-{row.ToString(CultureInfo.InvariantCulture)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mailbox)))[..12]}@{mailbox[(mailbox.LastIndexOf('@') + 1)..]}";

    private static bool IsOurs(string id) => id.TrimStart('<').StartsWith("serjeant-check-", StringComparison.OrdinalIgnoreCase);

    private static string? Machine(MimeMessage message, string from, string own)
    {
        string Field(string name) => message.Headers[name]?.Trim() ?? "";
        if (Field(AnswerField).Length > 0 || IsOurs(message.MessageId ?? "")) return "It is an answer of ours that came back";
        if (from == own.ToLowerInvariant()) return "It says it comes from this mailbox itself";
        if (Field("Auto-Submitted") is { Length: > 0 } auto && !auto.Split([';', ' ', '('])[0].Equals("no", StringComparison.OrdinalIgnoreCase)) return "A machine sent it by itself";
        if (Field("Precedence").ToLowerInvariant() is "bulk" or "junk" or "list" || Field("X-Auto-Response-Suppress").Contains("All", StringComparison.OrdinalIgnoreCase)) return "It is bulk mail";
        if (message.Headers.Any(h => h.Field.StartsWith("List-", StringComparison.OrdinalIgnoreCase))) return "A mailing list sent it";
        if (Field("Return-Path") is { Length: > 0 } path && path.Trim('<', '>', ' ').Length == 0) return "It is a report of a mail server";
        if (message.Body is MultipartReport) return "It is a report of a mail server";
        return LocalMachine().IsMatch(from) ? "A machine’s address sent it" : null;
    }

    /// <summary>Whole messages among the parts: as such, or saved as .eml files. What lies in them is theirs.</summary>
    private static IEnumerable<byte[]> Attached(MimeMessage message)
    {
        var waiting = new Stack<MimeEntity>();
        if (message.Body is not null) waiting.Push(message.Body);
        for (var seen = 0; waiting.Count > 0 && seen < MostParts; seen++)
        {
            switch (waiting.Pop())
            {
                case Multipart many:
                    foreach (var part in many.Take(MostParts).Reverse()) waiting.Push(part);
                    break;
                case MessagePart { Message: { } inner }:
                    using (var bytes = new MemoryStream())
                    {
                        inner.WriteTo(bytes);
                        yield return bytes.ToArray();
                    }
                    break;
                case MimePart { Content: { } content } file when IsMailFile(file):
                    using (var bytes = new MemoryStream())
                    {
                        content.DecodeTo(bytes);
                        yield return bytes.ToArray();
                    }
                    break;
            }
        }
    }

    private static bool IsMailFile(MimePart file) =>
        file.ContentType.MimeType.Equals("message/rfc822", StringComparison.OrdinalIgnoreCase)
        || (file.FileName ?? "").EndsWith(".eml", StringComparison.OrdinalIgnoreCase) || (file.FileName ?? "").EndsWith(".msg", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The topmost Received, if one of the office's servers wrote it and somebody had signed in there (ESMTPA, ESMTPSA: RFC 3848); lines of its own delivery (LMTP) may
    /// stand above it. Comments are cut away and the rest must read "from NAME by SERVER with PROTOCOL": whoever connects chooses NAME, which is one word.
    /// </summary>
    private static string? SubmittedTo(MimeMessage message, IReadOnlyCollection<string> servers)
    {
        foreach (var field in message.Headers.Where(h => h.Id == HeaderId.Received).Take(4))
        {
            var trace = field.Value.Length < 2_000 ? Trace().Match(Comments().Replace(field.Value, " ")) : Match.Empty;
            if (!trace.Success || !servers.Contains(trace.Groups["by"].Value, StringComparer.OrdinalIgnoreCase)) return null;
            var with = trace.Groups["with"].Value.ToLowerInvariant();
            if (with is "esmtpa" or "esmtpsa" or "utf8smtpa" or "utf8smtpsa") return trace.Groups["by"].Value;
            if (!with.StartsWith("lmtp", StringComparison.Ordinal)) return null;
        }
        return null;
    }

    private static string Plain(string text) => new([.. text.Where(c => !char.IsControl(c)).Take(200)]);

    private static string Id(string text) => MimeUtils.EnumerateReferences($"<{text.Trim().Trim('<', '>')}>").FirstOrDefault() is { Length: <= 250 } id && id.All(c => c is > ' ' and < '\u007f' and not '<' and not '>') ? id : "";

    [GeneratedRegex(@"\((?:[^()]|\([^()]*\))*\)", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Comments();

    [GeneratedRegex(@"^\s*(?:from\s+\S+\s+)?by\s+(?<by>[A-Za-z0-9.-]{1,255})\s+with\s+(?<with>[A-Za-z0-9]{1,20})\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 200)]
    private static partial Regex Trace();

    [GeneratedRegex(@"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|owner-.*|.*-request|.*-bounces?)@", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 200)]
    private static partial Regex LocalMachine();
}
