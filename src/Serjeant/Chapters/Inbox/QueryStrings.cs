using Microsoft.AspNetCore.WebUtilities;

namespace Serjeant.Chapters.Inbox;

internal static class QueryStrings
{
    /// <summary>The same query, fit to come back to after a form was sent: without the name of the handler that took it.</summary>
    public static string WithoutHandler(this QueryString query)
    {
        var kept = QueryHelpers.ParseQuery(query.Value).Where(q => !q.Key.Equals("handler", StringComparison.OrdinalIgnoreCase));
        return QueryString.Create(kept).Value ?? "";
    }
}
