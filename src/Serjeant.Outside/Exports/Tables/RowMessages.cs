using System.Text.RegularExpressions;
using Serjeant.Moderation;
using Serjeant.Outside.Exports.Bytes;

namespace Serjeant.Outside.Exports.Tables;

/// <summary>A row of a table, whatever it was written in, to a message by a mapping.</summary>
internal static partial class RowMessages
{
    /// <summary>A post comes again with every comment on it, so only as much is kept as says what it is about.</summary>
    internal const int LongestParent = 2_000;

    /// <summary>Adds one item, or two where there is something to remark.</summary>
    /// <param name="value">The row's value for a field; null where it isn't mapped or is missing.</param>
    /// <param name="raw">The whole row, which also makes the id where none is mapped: rows that are exactly alike count as one.</param>
    public static void Read(
        Func<MessageField, string?> value, byte[] raw, string rawType, string where, ReadOptions options, List<ReadItem> items)
    {
        var text = value(MessageField.Text);
        if (string.IsNullOrWhiteSpace(text))
        {
            items.Add(ReadItem.Bad(where, $"There is no text in '{SafeShow(options.Mapping?[MessageField.Text])}'. The row was left out."));
            return;
        }
        var author = new IncomingAuthor(
            CleanText.Line(value(MessageField.Author)),
            CleanText.Line(value(MessageField.AuthorName)),
            CleanText.Line(value(MessageField.AuthorId)),
            CleanText.WebAddress(value(MessageField.AuthorAddress)));
        if (IsOwn(author, options))
        {
            items.Add(ReadItem.Own);
            return;
        }
        var id = CleanText.Line(value(MessageField.Id));
        var rounded = id is not null && Rounded().IsMatch(id);
        var date = value(MessageField.SentAt);
        var sentAt = Dates.Parse(date, options.Zone);
        var cut = text.Length > options.Limits.TextLength;
        items.Add(ReadItem.Of(new IncomingMessage(
            options.Platform ?? PlatformNames.Parse(value(MessageField.Platform)) ?? Platform.Other,
            options.Kind ?? MessageKind.Comment,
            id is null || rounded ? StableId.OfBytes(raw) : id,
            CleanText.Line(value(MessageField.Thread)),
            author,
            CleanText.Body(cut ? text[..options.Limits.TextLength] : text),
            sentAt,
            CleanText.WebAddress(value(MessageField.Address)),
            CleanText.Line(value(MessageField.InReplyTo)),
            CleanText.Line(value(MessageField.Subject), 1_000),
            options.Account ?? CleanText.Line(value(MessageField.Account)),
            raw,
            rawType,
            ParentText(value(MessageField.ParentText)))));
        if (Remark(date, sentAt, rounded, cut) is { } remark)
            items.Add(ReadItem.Note(where, remark));
    }

    private static string? ParentText(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : CleanText.Body(text.Length > LongestParent ? text[..LongestParent] : text);

    private static string? Remark(string? date, DateTimeOffset? sentAt, bool rounded, bool cut)
    {
        if (cut)
            return "This text is very long. Its beginning is shown and judged; the whole row is kept.";
        if (rounded)
            return "A spreadsheet has rounded this row's id (such as 1.7E+18), so it was not used. Export again and format the column as text.";
        return sentAt is null && !string.IsNullOrWhiteSpace(date)
            ? $"The date '{SafeShow(date)}' can't be read, so the message came in without one. Dates like 2026-03-31 14:05 can be."
            : null;
    }

    private static bool IsOwn(IncomingAuthor author, ReadOptions options)
    {
        foreach (var name in options.OwnNames)
        {
            if (Same(name, author.Handle?.TrimStart('@')) || Same(name, author.DisplayName) || Same(name, author.PlatformId))
                return true;
        }
        return false;
    }

    private static bool Same(string own, string? given) => string.Equals(own.TrimStart('@'), given, StringComparison.OrdinalIgnoreCase);

    private static string SafeShow(string? text) => Archives.SafeName.Show(text is { Length: > 60 } ? text[..60] : text ?? "");

    [GeneratedRegex(@"^[0-9](\.[0-9]+)?E\+[0-9]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Rounded();
}
