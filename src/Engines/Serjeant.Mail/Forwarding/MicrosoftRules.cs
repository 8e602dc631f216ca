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
        var (when, about) = When(rule);
        return new MailboxRule(name.Length > 0 ? name : "A rule without a name", rule.Is("isEnabled"), when, about, actions);
    }

    private static IEnumerable<string> Addresses(JsonElement rule, string action) =>
        rule.Get("actions", action).Items().Select(r => r.Text("emailAddress", "address") is { Length: > 0 } address ? address : "?");

    private static (string When, RuleAbout About) When(JsonElement rule)
    {
        if (rule.Get("conditions") is not { ValueKind: JsonValueKind.Object } conditions) return ("", RuleAbout.Any);
        var words = new List<string>();
        var lists = 0;
        foreach (var condition in conditions.EnumerateObject().Take(30))
        {
            if (condition.Value.ValueKind is JsonValueKind.Null or JsonValueKind.False) continue;
            var values = condition.Value.Items().Select(v => v.ValueKind == JsonValueKind.String ? v.GetString()! : v.Text("emailAddress", "address")).Where(v => v.Length > 0).Take(8).ToArray();
            if (condition.Name == "headerContains" && values.Length > 0 && values.All(v => v.StartsWith("List-", StringComparison.OrdinalIgnoreCase))) lists++;
            words.Add(values.Length == 0 ? Words(condition.Name) : $"{Words(condition.Name)} {string.Join(" or ", values.Select(v => $"“{v}”"))}");
        }
        return (string.Join(" and ", words), lists > 0 ? RuleAbout.Lists : RuleAbout.Any);
    }

    // subjectContains → "subject contains"
    private static string Words(string name) => string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
}
