using System.Globalization;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Outside.Exports;

namespace Serjeant.Chapters.Inbox.Import;

/// <summary>How imports are spoken of on screen.</summary>
public static class ImportWords
{
    public static string Of(ImportState state) => state switch
    {
        ImportState.Draft => "To check",
        ImportState.Queued => "Waiting its turn",
        ImportState.Running => "Coming in",
        ImportState.Stopped => "Stopped",
        ImportState.Done => "Done",
        _ => "Stopped by a fault",
    };

    public static string Colour(ImportState state) => state switch
    {
        ImportState.Draft => "yellow",
        ImportState.Queued or ImportState.Running => "blue",
        ImportState.Done => "green",
        ImportState.Failed => "red",
        _ => "grey",
    };

    public static string Of(Platform platform) => platform switch
    {
        Platform.Other => "Somewhere else",
        Platform.Email => "Email",
        _ => platform.ToString(),
    };

    public static string Of(MessageKind kind) => kind switch
    {
        MessageKind.DirectMessage => "Direct messages",
        MessageKind.Comment => "Comments",
        MessageKind.Reply => "Replies",
        MessageKind.Mention => "Mentions",
        MessageKind.Email => "Email",
        _ => "Something else",
    };

    public static (string Label, string? Hint) Of(MessageField field) => field switch
    {
        MessageField.Text => ("Text of the message", "Needed"),
        MessageField.Id => ("Number of the message", "So that the same message comes in once. Without it, rows that are exactly alike count as one"),
        MessageField.Author => ("Sender’s user name", null),
        MessageField.AuthorName => ("Sender’s name", null),
        MessageField.AuthorId => ("Sender’s account number", null),
        MessageField.AuthorAddress => ("Link to the sender’s profile", null),
        MessageField.SentAt => ("Date and time", null),
        MessageField.Address => ("Link to the message", null),
        MessageField.Thread => ("Post or conversation", null),
        MessageField.InReplyTo => ("What it answers", null),
        MessageField.ParentText => ("Text of the post it answers", "Such as your own post that it is a comment on"),
        MessageField.Subject => ("Subject", null),
        MessageField.Account => ("Your account that it came to", null),
        _ => ("Platform", "Where one file has messages from several"),
    };

    /// <summary>Facebook's and Instagram's messages look alike, and an older archive doesn't say which it is.</summary>
    public static bool MayBeAnotherPlatform(ExportKind kind) => kind is ExportKind.FacebookMessages or ExportKind.InstagramMessages;

    public static string Count(long count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");

    public static string Size(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):F1} GB"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):F1} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes >> 10):N0} kB"),
    };
}
