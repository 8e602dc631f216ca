using Serjeant.Data;

namespace Serjeant.Chapters.Demo;

/// <summary>The five fictional people of the demonstration office, one in every role.</summary>
internal static class DemoPeople
{
    public static readonly IReadOnlyList<DemoPerson> All =
    [
        new("Nadia Rahman", Role.Manager, "NR", "runs the office: people, protocol, retention, the ledger"),
        new("Tom Bright", Role.Moderator, "TB", "works the queue, makes cases and packs"),
        new("Ceri Vaughan", Role.Author, "CV", "drafts answers; sees the queue with abusive text covered"),
        new("Jo Field", Role.Viewer, "JF", "looks and changes nothing"),
        new("Alex Marlowe", Role.Principal, "AM", "the MP: summaries first"),
    ];

    public static string EmailOf(DemoPerson person) => $"{person.Initials.ToLowerInvariant()}@marlowe.example";
}

/// <param name="Does">What somebody in this role sees and does, for the page that offers to be them.</param>
internal sealed record DemoPerson(string Name, Role Role, string Initials, string Does);
