namespace Serjeant.Shell.Access;

/// <summary>A browser's own account of itself in words that a person recognises: "Chrome on Android".</summary>
internal static class DeviceWords
{
    private static readonly (string Mark, string Word)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Word)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")];

    public static string Of(string? userAgent)
    {
        var agent = userAgent ?? "";
        return $"{First(Browsers, agent, "A browser")} on {First(Systems, agent, "an unknown system")}";
    }

    private static string First((string Mark, string Word)[] known, string agent, string otherwise) =>
        known.FirstOrDefault(k => agent.Contains(k.Mark, StringComparison.Ordinal)).Word ?? otherwise;
}
