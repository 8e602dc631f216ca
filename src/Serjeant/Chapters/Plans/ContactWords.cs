using Serjeant.Data;

namespace Serjeant.Chapters.Plans;

/// <summary>What a contact is called on screen, by whom the office is.</summary>
public static class ContactWords
{
    public static string Of(ContactKind kind, PoliticianRole role) => kind switch
    {
        ContactKind.PoliceForce => "Police force",
        ContactKind.BridgerOrFord => role == PoliticianRole.Mp ? "Operation Bridger contact" : "Operation Ford contact",
        ContactKind.MembersSecurity => "Parliament’s Members’ security service",
        ContactKind.MonitoringOfficer => "Council’s monitoring officer",
        ContactKind.Deputy => "Deputy in this office",
        _ => "Also",
    };
}
