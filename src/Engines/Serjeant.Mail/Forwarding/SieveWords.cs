using System.Globalization;

namespace Serjeant.Mail.Forwarding;

/// <summary>A script's tests in words, and whether they concern only lists or spam.</summary>
internal static class SieveWords
{
    private const int Longest = 300;
    private static readonly string[] Tagged = [":comparator", ":value", ":count", ":index", ":zone", ":originalzone", ":mime", ":param", ":content"];
    private static readonly string[] ListFields = ["list-id", "list-post", "list-unsubscribe", "list-help", "mailing-list", "x-mailing-list", "x-list", "delivered-to-list"];
    private static readonly string[] SpamFields = ["x-spam-flag", "x-spam-status", "x-spam-level", "x-spam", "x-spam-score", "x-rspamd-action", "x-forefront-antispam-report"];

    internal static string Of(SieveNode test, Func<string, string> expand)
    {
        var words = Words(test, expand, false);
        return words.Length <= Longest ? words : words[..(Longest - 1)] + "…";
    }

    internal static RuleAbout About(SieveNode test)
    {
        // "any of" is about lists only when each is; "all of" when one is.
        if (test.Name is "anyof" && test.Tests.Count > 0) return test.Tests.Select(About).Distinct().ToArray() is [var one] ? one : RuleAbout.Any;
        if (test.Name is "allof") return test.Tests.Select(About).FirstOrDefault(a => a != RuleAbout.Any);
        if (test.Name == "spamtest") return test.After(":value") is ["ge" or "gt"] && test.Lists(":value", ":comparator") is [.., [var score]] && int.TryParse(score, out var n) && n >= 3 ? RuleAbout.Spam : RuleAbout.Any;
        if (test.Name is not ("header" or "exists") || test.Lists(Tagged) is not [var fields, ..] || fields.Count == 0) return RuleAbout.Any;
        // An empty key is in every field that is there, which is what "exists" says; in others it is no condition at all.
        if (fields.All(f => ListFields.Contains(f.ToLowerInvariant(), StringComparer.Ordinal))) return RuleAbout.Lists;
        return test.Name == "header" && fields.All(f => SpamFields.Contains(f.ToLowerInvariant(), StringComparer.Ordinal)) && test.Lists(Tagged) is [_, var keys, ..] && keys.Count > 0 && keys.All(k => SaysSpam(k, test.Has(":matches")))
            ? RuleAbout.Spam : RuleAbout.Any;
    }

    // "*" is like anything, and "No" stands in what is no spam.
    private static bool SaysSpam(string key, bool wild) =>
        SpamWords.Contains(key.Trim('*', ' ', ',').ToLowerInvariant(), StringComparer.Ordinal) || (!wild && key.Length >= 3 && key.All(c => c == '*'));

    private static readonly string[] SpamWords = ["yes", "yes, score=", "true", "spam", "reject", "add header", "sfv:spm"];

    private static string Words(SieveNode test, Func<string, string> expand, bool not)
    {
        string Join(string with) => string.Join(with, test.Tests.Take(10).Select(t => t.Name is "anyof" or "allof" && t.Tests.Count > 1 ? $"({Words(t, expand, not)})" : Words(t, expand, not)));
        var lists = test.Lists(Tagged);
        string Quoted(IReadOnlyList<string> values) => string.Join(" or ", values.Take(8).Select(v => $"“{expand(v)}”")) + (values.Count > 8 ? " or others" : "");
        string Named(IReadOnlyList<string> values) => string.Join(" or ", values.Take(8).Select(v => v.Length == 0 ? "?" : char.ToUpperInvariant(v[0]) + v[1..]));
        var no = not ? "not " : "";
        switch (test.Name)
        {
            case "not" when test.Tests.Count == 1: return Words(test.Tests[0], expand, !not);
            case "anyof": return Join(not ? " and " : " or ");
            case "allof": return Join(not ? " or " : " and ");
            case "true": return not ? "nothing holds" : "anything holds";
            case "false": return not ? "anything holds" : "nothing holds (it is switched off)";
            case "header" or "address" or "envelope" when lists is [var fields, var keys, ..]: return $"{(test.Name == "envelope" ? "the envelope’s " : "")}{Named(fields)} {Match(test, not)} {Quoted(keys)}";
            case "body" when lists is [.., var keys]: return $"the text {Match(test, not)} {Quoted(keys)}";
            case "exists" when lists is [var fields, ..]: return $"there is {(not ? "no" : "a")} field {Named(fields)}";
            case "size": return string.Create(CultureInfo.InvariantCulture, $"it is {no}{(test.Has(":over") ? "larger" : "smaller")} than {test.Arguments.FirstOrDefault(a => a.Number is not null)?.Number ?? 0} bytes");
            case "date" or "currentdate" when lists.Count > 0: return $"the time {Match(test, not)} {Quoted(lists[^1])}";
            case "environment" when lists.Count > 1: return $"the server’s {Named(lists[0])} {Match(test, not)} {Quoted(lists[1])}";
            case "hasflag" when lists.Count > 0: return $"it is {no}marked {Quoted(lists[^1])}";
            default: return $"{no}a test called {test.Name} holds";
        }
    }

    private static string Match(SieveNode test, bool not) =>
        (test.Has(":contains"), test.Has(":matches"), test.Has(":regex"), test.Has(":value") || test.Has(":count")) switch
        {
            (true, _, _, _) => not ? "does not contain" : "contains",
            (_, true, _, _) => not ? "is not like" : "is like",
            (_, _, true, _) => not ? "does not fit the pattern" : "fits the pattern",
            (_, _, _, true) => not ? "does not compare to" : "compares to",
            _ => not ? "is not" : "is",
        };
}
