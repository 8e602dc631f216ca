using Serjeant.Chapters.Inbox.Authors;
using Serjeant.Chapters.Inbox.Queue;

namespace Serjeant.Chapters.Inbox;

/// <summary>Every address of the inbox.</summary>
public static class InboxLinks
{
    public const string Queue = "/inbox";
    public const string Live = "/inbox/live";
    public const string Steps = "/inbox/steps";
    public const string Views = "/inbox/views";
    public const string BringIn = "/inbox/import";

    public static string DecideWith(QueueFilter filter, QueueCursor? cursor) => Filtered(filter, cursor) is var address
        && address.Contains('?', StringComparison.Ordinal) ? address + "&handler=Decide" : address + "?handler=Decide";

    public static string Filtered(QueueFilter filter, QueueCursor? cursor = null) => Queue + filter.ToQuery(cursor);
    public static string Import(long id) => FormattableString.Invariant($"/inbox/import/{id}");
    public static string ImportProgress(long id) => FormattableString.Invariant($"/inbox/import/{id}/progress");
    public static string Message(long id) => FormattableString.Invariant($"/inbox/messages/{id}");

    /// <summary>Where a press on "Keep the page" goes; back to the case, where one is named.</summary>
    public static string KeepPage(long id, int? inCase = null) => FormattableString.Invariant($"/inbox/messages/{id}?handler=Keep") + (inCase is { } number ? FormattableString.Invariant($"&case={number}") : "");

    public static string MessageAround(long id, int around) => FormattableString.Invariant($"/inbox/messages/{id}?around={around}#conversation");
    public static string Group(long messageId) => FormattableString.Invariant($"/inbox/groups/{messageId}");
    public static string Reveal(long id) => FormattableString.Invariant($"/inbox/messages/{id}/reveal");

    public static string Author(long id) => FormattableString.Invariant($"/inbox/authors/{id}");

    /// <param name="together">With the accounts that are suspected to be the same person.</param>
    public static string Author(long id, bool together, SentCursor? before = null) => Author(id) + (together, before) switch
    {
        (false, null) => "",
        (true, null) => "?together=1",
        (false, _) => $"?before={before}#sent",
        _ => $"?together=1&before={before}#sent",
    };

    public static string Batch(Guid batch) => $"/inbox/decisions/{batch:N}";
    public static string Undo(Guid batch) => $"/inbox/decisions/{batch:N}/undo";
    public static string Casework(Guid batch, string format) => $"/inbox/decisions/{batch:N}/casework?format={format}";
}
