using Serjeant.Data;

namespace Serjeant.Chapters.SetUp.Steps;

/// <summary>One contact that set-up asks for, and what is said below its name.</summary>
public sealed record ContactAsked(ContactKind Kind, string Hint);

/// <summary>Who an office needs to be able to reach, by what the politician is. The police force comes first.</summary>
public static class ContactKinds
{
    public static IReadOnlyList<ContactAsked> For(PoliticianRole role) => role switch
    {
        PoliticianRole.Mp =>
        [
            Police,
            new(ContactKind.BridgerOrFord, "The officer in your force who looks after MPs' security"),
            new(ContactKind.MembersSecurity, "They advise on home, office and travel"),
            Deputy,
        ],
        PoliticianRole.Candidate =>
        [
            Police,
            new(ContactKind.BridgerOrFord, "The officer your force names for candidates in an election"),
            Deputy,
        ],
        _ =>
        [
            Police,
            new(ContactKind.BridgerOrFord, "The officer in your force who looks after councillors' and mayors' safety"),
            new(ContactKind.MonitoringOfficer, "Or whoever looks after members' safety there"),
            Deputy,
        ],
    };

    private static ContactAsked Police => new(ContactKind.PoliceForce, "For example Kent Police. In an emergency always 999");
    private static ContactAsked Deputy => new(ContactKind.Deputy, "Who hears of danger first when you are resting");
}
