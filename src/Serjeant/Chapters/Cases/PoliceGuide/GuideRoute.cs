namespace Serjeant.Chapters.Cases.PoliceGuide;

/// <summary>Where to take it, the most pressing first. Stored by name: never rename.</summary>
public enum GuideRoute
{
    Emergency999,
    ChildImage,
    Safeguarding,
    Police101,
    PoliceOnline,
    Election,
    Platform,
    Solicitor,
    None,
}

/// <summary>A route in words.</summary>
public static class GuideRoutes
{
    public static string Name(GuideRoute route) => route switch
    {
        GuideRoute.Emergency999 => "Call 999 now",
        GuideRoute.ChildImage => "Police or the Internet Watch Foundation first",
        GuideRoute.Safeguarding => "Get them help",
        GuideRoute.Police101 => "Call 101",
        GuideRoute.PoliceOnline => "Report to the police online",
        GuideRoute.Election => "Tell the election agent, then the police",
        GuideRoute.Platform => "Report to the platform",
        GuideRoute.Solicitor => "Speak to a solicitor",
        GuideRoute.None => "No report needed",
        _ => throw new ArgumentOutOfRangeException(nameof(route)),
    };

    /// <summary>As kept in <see cref="Data.Case.Route"/>; null for a case that was not put through the guide.</summary>
    public static string? NameOf(string? stored) => Enum.TryParse<GuideRoute>(stored, out var route) && Enum.IsDefined(route) ? Name(route) : null;
}
