using Serjeant.Data;

namespace Serjeant.Chapters.Cases.PoliceGuide;

/// <summary>One reason of the advice.</summary>
public sealed record GuideReason(GuideAnswer Answer, GuideRoute Route, string Why);

/// <summary>What the guide says. It is guidance, never legal advice, and the pages that show it say so.</summary>
/// <param name="Route">The most pressing one.</param>
/// <param name="Also">Other routes that are worth taking as well.</param>
/// <param name="Operation">The police operation to name: Bridger for MPs, Ford for others; null when no police route was found.</param>
public sealed record GuideAdvice(
    GuideRoute Route, IReadOnlyList<GuideRoute> Also, IReadOnlyList<GuideReason> Reasons, IReadOnlyList<string> Steps, string? Operation)
{
    private static readonly GuideRoute[] ToPolice =
        [GuideRoute.Emergency999, GuideRoute.Police101, GuideRoute.PoliceOnline, GuideRoute.Election];

    public static GuideAdvice Of(IReadOnlySet<GuideAnswer> answers, PoliticianRole role)
    {
        var reasons = answers.Order().SelectMany(a => GuideReasons.Of(a, answers)).ToList();
        var routes = reasons.Select(r => r.Route).Distinct().Order().ToList();
        if (routes.Count > 1)
            routes.Remove(GuideRoute.None);
        var first = routes.Count == 0 ? GuideRoute.None : routes[0];
        var operation = routes.Any(ToPolice.Contains) ? OperationOf(role) : null;
        return new GuideAdvice(first, [.. routes.Skip(1)], reasons, GuideSteps.Of(first, operation), operation);
    }

    /// <summary>Operation Bridger protects MPs; Operation Ford candidates, councillors and others who are elected.</summary>
    public static string OperationOf(PoliticianRole role) => role == PoliticianRole.Mp ? "Operation Bridger" : "Operation Ford";
}
