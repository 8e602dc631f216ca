using Microsoft.AspNetCore.Mvc.Rendering;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Groups;

/// <summary>What groups are called, on screen and in the queue's address.</summary>
public static class GroupWords
{
    private static readonly (TextGroupKind Kind, string Id, string Label)[] All =
    [
        (TextGroupKind.PileOn, "pile-on", "Pile-on"),
        (TextGroupKind.Campaign, "campaign", "Letter campaign"),
        (TextGroupKind.Repeated, "repeated", "Sent again and again"),
    ];

    public static IEnumerable<SelectListItem> Choices => All.Select(k => new SelectListItem(k.Label, k.Id));

    public static string Id(this TextGroupKind kind) => All.Single(k => k.Kind == kind).Id;

    /// <summary>Null where there is no more to say than that it is the same message.</summary>
    public static string? Label(this TextGroupKind kind) => All.FirstOrDefault(k => k.Kind == kind).Label;

    public static TextGroupKind? Parse(string? id) => All.Where(k => k.Id == id).Select(k => (TextGroupKind?)k.Kind).FirstOrDefault();

    /// <summary>As in "Same message, 312 people, 320 times (12 waiting); the wording varies".</summary>
    public static string Of(RowGroup group) => string.Concat(
        group.Kind switch { TextGroupKind.Campaign => "The same letter", TextGroupKind.Repeated => "The same message again and again", _ => "Same message" },
        group.Authors > 1 ? FormattableString.Invariant($", {group.Authors:N0} people") : "",
        group.Total > group.Authors ? FormattableString.Invariant($", {group.Total:N0} times") : "",
        group.Waiting < group.Total ? FormattableString.Invariant($" ({group.Waiting:N0} waiting)") : "",
        group.Varies ? "; the wording varies" : "");
}
