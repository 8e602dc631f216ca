using System.Text.Json;

namespace Serjeant.Mail.Forwarding;

/// <summary>Makes rules of what the Gmail API says of an account's settings (v1, <c>users.settings</c>).</summary>
public static class GoogleRules
{
    /// <param name="filters">An answer to <c>settings/filters</c>.</param>
    /// <param name="autoForwarding">An answer to <c>settings/autoForwarding</c>.</param>
    /// <param name="addresses">An answer to <c>settings/forwardingAddresses</c>.</param>
    /// <param name="labels">An answer to <c>labels</c>.</param>
    /// <exception cref="FormatException">One is no such answer.</exception>
    public static IReadOnlyList<MailboxRule> Read(string filters, string autoForwarding, string addresses, string labels)
    {
        using var labelled = CloudJson.Parse(labels);
        var names = labelled.RootElement.Items("labels").Where(l => l.Text("id").Length > 0).GroupBy(l => l.Text("id"), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Text("name"), StringComparer.Ordinal);
        using var filtered = CloudJson.Parse(filters);
        using var forwarding = CloudJson.Parse(autoForwarding);
        using var known = CloudJson.Parse(addresses);
        var rules = filtered.RootElement.Items("filter").Select((f, i) => One(f, i + 1, names)).OfType<MailboxRule>().ToList();
        var target = forwarding.RootElement.Text("emailAddress");
        if (target.Length > 0)
        {
            var leaves = forwarding.RootElement.Text("disposition") is "leaveInInbox" or "dispositionUnspecified" or "";
            rules.Add(new MailboxRule("Forwarding of all mail", forwarding.RootElement.Is("enabled"), "", RuleAbout.Any, [new RuleAction(leaves ? RuleDoes.Forward : RuleDoes.Redirect, target)]));
        }
        // An address that may be forwarded to, though nothing does so now: half of a rule.
        var used = rules.SelectMany(r => r.Actions).Select(a => a.Target).ToHashSet(StringComparer.OrdinalIgnoreCase);
        rules.AddRange(known.RootElement.Items("forwardingAddresses").Select(a => a.Text("forwardingEmail")).Where(a => a.Length > 0 && !used.Contains(a))
            .Select(a => new MailboxRule("An address that mail may be forwarded to", false, "", RuleAbout.Any, [new RuleAction(RuleDoes.Forward, a)])));
        return rules;
    }

    private static MailboxRule? One(JsonElement filter, int number, Dictionary<string, string> names)
    {
        var adds = filter.Get("action", "addLabelIds").Items().Select(l => l.Text()).ToArray();
        var removes = filter.Get("action", "removeLabelIds").Items().Select(l => l.Text()).ToArray();
        var actions = new List<RuleAction>();
        var leaves = removes.Contains("INBOX") || adds.Contains("TRASH") || adds.Contains("SPAM");
        if (filter.Text("action", "forward") is { Length: > 0 } to) actions.Add(new RuleAction(leaves ? RuleDoes.Redirect : RuleDoes.Forward, to));
        if (adds.Contains("TRASH")) actions.Add(new RuleAction(RuleDoes.Delete, ""));
        if (removes.Contains("UNREAD")) actions.Add(new RuleAction(RuleDoes.MarkRead, ""));
        if (adds.Contains("SPAM")) actions.Add(new RuleAction(RuleDoes.Move, "Spam"));
        else if (removes.Contains("INBOX") && !adds.Contains("TRASH"))
            actions.Add(new RuleAction(RuleDoes.Move, adds.Where(l => names.ContainsKey(l) && l.StartsWith("Label_", StringComparison.Ordinal)).Select(l => names[l]).FirstOrDefault() ?? "All Mail"));
        if (actions.Count == 0) return null;
        var words = new List<string>();
        foreach (var (field, name) in new[] { ("from", "From is"), ("to", "To is"), ("subject", "Subject contains"), ("query", "it fits the search"), ("negatedQuery", "it does not fit the search") })
            if (filter.Text("criteria", field) is { Length: > 0 } value) words.Add($"{name} “{value}”");
        if (filter.Is("criteria", "hasAttachment")) words.Add("it has a file");
        if (filter.Text("criteria", "size") is { Length: > 0 } size) words.Add($"it is {filter.Text("criteria", "sizeComparison")} than {size} bytes");
        var query = filter.Text("criteria", "query").Trim();
        var lists = query.StartsWith("list:", StringComparison.OrdinalIgnoreCase) && query.Length > 5 && !query.Contains(" OR ", StringComparison.Ordinal) && !query.Contains('{', StringComparison.Ordinal) && !query.Contains('|', StringComparison.Ordinal);
        return new MailboxRule(FormattableString.Invariant($"Filter {number}"), true, string.Join(" and ", words), lists ? RuleAbout.Lists : RuleAbout.Any, actions);
    }
}
