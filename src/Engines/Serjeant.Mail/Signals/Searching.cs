using System.Text.RegularExpressions;
using Serjeant.Mail.Rules;

namespace Serjeant.Mail.Signals;

/// <summary>Looks for a pattern in hostile text: what takes too long is told as not looked at, and nothing else is lost by it.</summary>
internal static class Searching
{
    internal const string TookTooLong = "Looking through some of its words took too long, so they were not looked at to the end.";

    /// <returns>The first match; null where there is none, or none in time.</returns>
    internal static Match? First(Regex pattern, string text, Facts facts)
    {
        try
        {
            return pattern.Match(text) is { Success: true } match ? match : null;
        }
        catch (RegexMatchTimeoutException)
        {
            facts.Miss(TookTooLong);
            return null;
        }
    }
}
