using Serjeant.Chapters.Plans.HappeningNow;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Plans;

/// <summary>Every address of the plans.</summary>
public static class PlansLinks
{
    public const string HappeningNow = "/happening-now";
    public const string Protocol = "/plans/protocol";
    public const string EditProtocol = "/plans/protocol/edit";
    public const string Judging = "/plans/judging";
    public const string JudgingProgress = "/plans/judging/progress";
    public const string Learning = "/plans/judging/learning";

    /// <summary>With the steps for this situation open.</summary>
    public static string Now(Situation what) => $"{HappeningNow}?what={what.ToString().ToLowerInvariant()}#{what.ToString().ToLowerInvariant()}";

    public static string JudgingOf(Category category) => $"{Judging}/categories/{category.Id()}";

    public static string PublicProtocol(long officeId) => FormattableString.Invariant($"/protocol/{officeId}");
    public static string PublicProtocolText(long officeId) => FormattableString.Invariant($"/protocol/{officeId}/text");
}
