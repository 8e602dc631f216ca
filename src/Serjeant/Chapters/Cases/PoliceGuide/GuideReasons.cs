namespace Serjeant.Chapters.Cases.PoliceGuide;

/// <summary>Why an answer leads where it leads. The table is shared/public guidance in our own words (docs/using-it.md, "Where a message goes").</summary>
internal static class GuideReasons
{
    public static IEnumerable<GuideReason> Of(GuideAnswer answer, IReadOnlySet<GuideAnswer> all) =>
        Routes(answer, all).Select(r => new GuideReason(answer, r.Route, r.Why));

    private static IEnumerable<(GuideRoute Route, string Why)> Routes(GuideAnswer answer, IReadOnlySet<GuideAnswer> all) => answer switch
    {
        GuideAnswer.Danger => [(GuideRoute.Emergency999, "Somebody may be hurt before anybody reads a report.")],
        GuideAnswer.ChildImage =>
            [(GuideRoute.ChildImage, "Copying such a picture can itself be an offence, even to report it. Give the police or the IWF the address, not the picture.")],
        GuideAnswer.Welfare =>
            [(GuideRoute.Safeguarding, "If a life is at risk now, call 999. Samaritans answer on 116 123 at any hour. Do not file it as abuse.")],
        GuideAnswer.Violence => [(GuideRoute.Police101, "A threat of this kind can be an offence whether or not it is carried out.")],
        GuideAnswer.Repeated =>
            [(GuideRoute.Police101, "Repeated, fixated contact can be harassment or stalking. Each time counts: the timeline shows it.")],
        GuideAnswer.AtHome => [(GuideRoute.Police101, "Anything at a home is a graver risk than the same words online.")],
        GuideAnswer.Leak =>
        [
            (GuideRoute.Platform, "A home address or whereabouts must come down fast; most platforms forbid it outright."),
            (GuideRoute.Police101, "Somebody may act on it: the police should know the address is out."),
        ],
        GuideAnswer.IntimateImage => [(GuideRoute.Police101, "Sending or sharing such a picture, or threatening to, can be an offence.")],
        GuideAnswer.SelfHarm => [(GuideRoute.Police101, "Meant to cause real harm. If somebody has been harmed, call 999.")],
        GuideAnswer.Hate => Hate(all),
        GuideAnswer.Menacing when all.Contains(GuideAnswer.Repeated) =>
            [(GuideRoute.Platform, "It breaks most platforms' rules. Because it keeps on, the police should hear of it too.")],
        GuideAnswer.Menacing =>
        [
            (GuideRoute.Platform, "It breaks most platforms' rules. The bar for an offence is high."),
            (GuideRoute.PoliceOnline, "Worth reporting if it distresses somebody or does not stop."),
        ],
        GuideAnswer.KnowinglyFalse =>
        [
            (GuideRoute.PoliceOnline, "Knowingly false and meant to harm can be an offence; you will be asked how you can tell."),
            (GuideRoute.Platform, "Ask for it to come down or be labelled."),
        ],
        GuideAnswer.ElectionFalsehood =>
            [(GuideRoute.Election, "A false statement of fact about a candidate's character can be an election offence. The agent and a solicitor should see it the same day.")],
        GuideAnswer.Impersonation => [(GuideRoute.Platform, "Platforms take down impersonation. If your own account was taken, recover it first.")],
        GuideAnswer.ReputationOnly => [(GuideRoute.Solicitor, "Harm to a reputation is a civil matter; the police do not take it up.")],
        GuideAnswer.CriticismOnly => [(GuideRoute.None, "This is ordinary debate and stays up, however unkind.")],
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private static IEnumerable<(GuideRoute, string)> Hate(IReadOnlySet<GuideAnswer> all)
    {
        yield return (GuideRoute.Platform, "It breaks most platforms' rules.");
        yield return all.Count == 1
            ? (GuideRoute.PoliceOnline, "It may be treated as a hate crime or a hate incident. Say which words show the hostility.")
            : (GuideRoute.PoliceOnline, "Hostility can make another offence graver. Say which words show it.");
    }
}
