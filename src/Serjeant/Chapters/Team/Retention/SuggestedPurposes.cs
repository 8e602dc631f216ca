using Serjeant.Data;

namespace Serjeant.Chapters.Team.Retention;

/// <summary>One purpose with its bases in UK GDPR and the Data Protection Act 2018, in words that an office can confirm or change.</summary>
public sealed record SuggestedPurpose(string Purpose, string Article6, string? Article9, string? Article10);

/// <summary>
/// What an office keeps personal data for here. A starting point for the controller, the elected person or candidate, to
/// confirm: not legal advice. The condition for elected representatives (DPA 2018 Schedule 1 paragraph 23) is open to MPs
/// and councillors, not to candidates.
/// </summary>
public static class SuggestedPurposes
{
    private const string UnlawfulActs = "Article 9(2)(g) substantial public interest: preventing or detecting unlawful acts (DPA 2018 Schedule 1, paragraph 10)";

    public static IReadOnlyList<SuggestedPurpose> For(PoliticianRole role) =>
    [
        new("Reading what people send to our public channels, answering it, and moderating it by our published protocol",
            role == PoliticianRole.Candidate
                ? "Article 6(1)(f) legitimate interests: keeping our channels open and safe"
                : "Article 6(1)(e) public task: supporting or promoting democratic engagement (DPA 2018 section 8(e))",
            role == PoliticianRole.Candidate
                ? $"Article 9(2)(e) made public by the person who wrote it; {UnlawfulActs}"
                : $"Article 9(2)(g) substantial public interest: elected representatives acting for people (DPA 2018 Schedule 1, paragraph 23); {UnlawfulActs}",
            "DPA 2018 section 10(5) with Schedule 1, paragraph 10 (unlawful acts)"),
        new("Keeping evidence of threats, harassment and other possible crimes, and reporting them to police and platforms",
            "Article 6(1)(f) legitimate interests: the safety of the politician, staff and their families",
            $"Article 9(2)(f) legal claims; {UnlawfulActs}",
            "DPA 2018 section 10(5) with Schedule 1, paragraph 10 (unlawful acts) and paragraph 33 (legal claims)"),
        new("Acting when somebody is in danger, or a person who wrote to us may be at risk",
            "Article 6(1)(d) vital interests; Article 6(1)(f) legitimate interests",
            "Article 9(2)(c) vital interests; Article 9(2)(g) safeguarding of children and of individuals at risk (DPA 2018 Schedule 1, paragraph 18)",
            "DPA 2018 section 10(5) with Schedule 1, paragraph 18 (safeguarding) and paragraph 30 (vital interests)"),
        new("Running this desk: the accounts of the people who use it and the record of who did what",
            "Article 6(1)(f) legitimate interests: security, and being able to show that people were treated fairly", null, null),
    ];
}
