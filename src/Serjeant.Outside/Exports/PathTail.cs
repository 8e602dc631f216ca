using System.Text.RegularExpressions;

namespace Serjeant.Outside.Exports;

/// <summary>Exports come wrapped in folders of any name, so a file is known by the end of its path.</summary>
internal static partial class PathTail
{
    public static bool Matches(string path, string tail) =>
        path.EndsWith(tail, StringComparison.OrdinalIgnoreCase)
        && (path.Length == tail.Length || path[path.Length - tail.Length - 1] == '/');

    /// <summary>
    /// What kind the path alone says it is. Meta keeps messages from strangers in <c>message_requests</c> and
    /// <c>filtered_threads</c>: that is where abuse lands, so they count as much as the inbox.
    /// </summary>
    public static ExportKind KindOf(string path)
    {
        if (XMessages().IsMatch(path))
            return ExportKind.XMessages;
        if (MetaMessages().IsMatch(path))
            return path.Contains("instagram", StringComparison.OrdinalIgnoreCase) ? ExportKind.InstagramMessages : ExportKind.FacebookMessages;
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".eml" => ExportKind.Email,
            ".mbox" or ".mbx" => ExportKind.Mailbox,
            ".csv" or ".tsv" => ExportKind.Csv,
            ".ndjson" or ".jsonl" => ExportKind.Json,
            _ => ExportKind.Unknown,
        };
    }

    [GeneratedRegex(@"(^|/)direct-messages(-group)?(-part[0-9]{1,4})?\.js$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex XMessages();

    [GeneratedRegex(@"(^|/)messages/[a-z0-9_]{1,40}/[^/]{1,300}/message_[0-9]{1,6}\.json$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex MetaMessages();
}
