using System.Text.Json;

namespace Serjeant.Mail.Forwarding;

/// <summary>
/// Makes rules of what Microsoft Graph says of an inbox (resource <c>messageRule</c>, v1.0). What it doesn't offer, a mailbox's own forwarding address, is set by an administrator and can't be read here.
/// </summary>
public static class MicrosoftRules
{
    /// <param name="page">An answer to <c>GET /me/mailFolders/inbox/messageRules</c>.</param>
    /// <param name="folders">Names of folders by their ids, in English for those that every mailbox has.</param>
    /// <exception cref="FormatException">It is no such answer.</exception>
    public static IReadOnlyList<MailboxRule> Read(string page, IReadOnlyDictionary<string, string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        using var document = CloudJson.Parse(page);
        return [.. document.RootElement.Items("value").Select(rule => One(rule, folders)).OfType<MailboxRule>()];
    }

    /// <summary>Ids of the folders that rules move to, so that their names can be asked for.</summary>
    /// <exception cref="FormatException">It is no such answer.</exception>
    public static IReadOnlyList<string> FoldersIn(string page)
    {
        using var document = CloudJson.Parse(page);
        return [.. document.RootElement.Items("value").Select(r => r.Text("actions", "moveToFolder")).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private static MailboxRule? One(JsonElement rule, IReadOnlyDictionary<string, string> folders)
    {
        var actions = new List<RuleAction>();
        actions.AddRange(Addresses(rule, "forwardTo").Concat(Addresses(rule, "forwardAsAttachmentTo")).Select(a => new RuleAction(RuleDoes.Forward, a)));
        actions.AddRange(Addresses(rule, "redirectTo").Select(a => new RuleAction(RuleDoes.Redirect, a)));
        if (rule.Is("actions", "delete") || rule.Is("actions", "permanentDelete")) actions.Add(new RuleAction(RuleDoes.Delete, ""));
        if (rule.Is("actions", "markAsRead")) actions.Add(new RuleAction(RuleDoes.MarkRead, ""));
        if (rule.Text("actions", "moveToFolder") is { Length: > 0 } folder) actions.Add(new RuleAction(RuleDoes.Move, folders.GetValueOrDefault(folder) ?? "a folder"));
        if (actions.Count == 0) return null;
        var name = rule.Text("displayName");
        return new MailboxRule(name.Length > 0 ? name : "A rule without a name", rule.Is("isEnabled"), string.Join(" and ", Words(rule.Get("conditions"))), IsAboutLists(rule) ? RuleAbout.Lists : RuleAbout.Any, actions)
        {
            Except = string.Join(" or ", Words(rule.Get("exceptions"))),
        };
    }

    private static IEnumerable<string> Addresses(JsonElement rule, string action) =>
        rule.Get("actions", action).Items().Select(r => r.Text("emailAddress", "address") is { Length: > 0 } address ? address : "?");

    /// <summary>Conditions hold together; of the exceptions one is enough (<c>messageRulePredicates</c>).</summary>
    private static IEnumerable<string> Words(JsonElement predicates)
    {
        if (predicates.ValueKind != JsonValueKind.Object) yield break;
        foreach (var predicate in predicates.EnumerateObject().Take(30))
        {
            if (predicate.Value is { ValueKind: JsonValueKind.Null or JsonValueKind.False } || (predicate.Value.ValueKind == JsonValueKind.Array && predicate.Value.GetArrayLength() == 0)) continue;
            var values = predicate.Value.ValueKind == JsonValueKind.String ? [predicate.Value.Text()] : Values(predicate.Value);
            yield return values.Length == 0 ? Words(predicate.Name) : $"{Words(predicate.Name)} {string.Join(" or ", values.Select(v => $"“{v}”"))}";
        }
    }

    private static string[] Values(JsonElement list) => [.. list.Items().Select(v => v.ValueKind == JsonValueKind.String ? v.Text() : v.Text("emailAddress", "address")).Where(v => v.Length > 0).Take(8)];

    private static bool IsAboutLists(JsonElement rule) =>
        Values(rule.Get("conditions", "headerContains")) is { Length: > 0 } values && values.All(v => v.StartsWith("List-", StringComparison.OrdinalIgnoreCase));

    // subjectContains → "subject contains"
    private static string Words(string name) => string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
}
