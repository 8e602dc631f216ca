using Serjeant.Data;

namespace Serjeant.Chapters.Team;

/// <summary>What a role is called, and what it lets somebody do, in words.</summary>
public static class RoleWords
{
    public static IReadOnlyList<(Role Role, string Title, string What)> All { get; } =
    [
        (Role.Manager, "Manager", "Runs the office's desk: people, settings, and everything below"),
        (Role.Moderator, "Moderator", "Works the queue, keeps evidence, makes cases and packs"),
        (Role.Author, "Author", "Answers people. Sees the queue's summaries, not the text of abuse"),
        (Role.Viewer, "Viewer", "Looks at the queue's summaries and at cases, changes nothing"),
        (Role.Principal, "Politician", "Summaries first, text only when asked for. Sees cases, evidence and the record"),
    ];

    public static string TitleOf(Role role) => All.First(r => r.Role == role).Title;
}
