using System.Collections.Frozen;
using Serjeant.Moderation;
using Serjeant.Moderation.Rules;

namespace Serjeant.Mail.Rules;

/// <summary>All rules of mail, read, checked and compiled. Made once; safe to share between threads.</summary>
public sealed class MailRuleSet
{
    /// <summary>Every exception counts.</summary>
    internal static readonly FrozenSet<string> None = [];

    private readonly PhraseFinder phrases;
    private readonly Dictionary<string, int> byId;
    private readonly int[] order;

    private MailRuleSet(IReadOnlyList<MailRule> rules, IReadOnlyDictionary<string, IReadOnlyList<string>> lists)
    {
        Rules = rules;
        Lists = lists;
        byId = rules.Select((r, i) => (r.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        order = Order();
        phrases = new PhraseFinder(rules, lists);
    }

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<MailRule> Rules { get; }

    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Lists { get; }

    /// <summary>Reads rule files, and the lists they share (a file that begins with <c>list:</c>).</summary>
    /// <exception cref="SourceFileException">A file can't be used; the message names the file, the field and what to do.</exception>
    public static MailRuleSet Load(IEnumerable<SourceFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var rules = new Dictionary<string, MailRule>(StringComparer.Ordinal);
        foreach (var file in files.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            if (RuleFileReader.IsList(file))
            {
                var (name, words) = RuleFileReader.ReadList(file);
                if (!lists.TryAdd(name, words)) throw new SourceFileException(file.Name, "list", $"'{name}' is already in another file. Give it another name or join the two.");
                continue;
            }
            var rule = MailRuleReader.Read(file);
            if (!rules.TryAdd(rule.Id, rule)) throw new SourceFileException(file.Name, "id", $"'{rule.Id}' is already in {rules[rule.Id].File}. Give it another id.");
        }
        if (rules.Count == 0) throw new SourceFileException("rules/mail", "", "there are no rule files. Put at least one .yaml file there.");
        return new MailRuleSet([.. rules.Values.OrderBy(r => r.Id, StringComparer.Ordinal)], lists);
    }

    /// <summary>Lays the phrases and conditions of every rule over what code found out. Rules that hold become facts under their id.</summary>
    internal IReadOnlyList<MailRule> Hold(Facts facts, string subject, string text, string sender, string files)
    {
        Look(facts, subject, text, sender, files);
        return Hold(facts, None);
    }

    /// <summary>Adds to the facts whose phrases stand in these words.</summary>
    internal void Look(Facts facts, string subject, string text, string sender, string files)
    {
        Take(facts, subject, Where.Subject, span => new Evidence(Place.Header, Quote(subject, span), "Subject"));
        Take(facts, text, Where.Text, span => new Evidence(Place.Text, Quote(text, span), null, span.Start, span.Length));
        Take(facts, sender, Where.Sender, span => new Evidence(Place.Header, Quote(sender, span), "From"));
        Take(facts, files, Where.Files, span => new Evidence(Place.Attachment, Quote(files, span)));
    }

    /// <summary>The rules whose conditions the facts meet.</summary>
    /// <param name="disregarded">Facts that make no exception, though they are known.</param>
    internal IReadOnlyList<MailRule> Hold(Facts facts, IReadOnlySet<string> disregarded)
    {
        var holds = new List<MailRule>();
        foreach (var i in order)
        {
            var rule = Rules[i];
            if (rule.Phrases.Count > 0 && !facts.Has(Found(rule.Id)) || rule.Fact is { } fact && !facts.Has(fact)) continue;
            if (!rule.All.All(facts.Has) || rule.Any.Count > 0 && !rule.Any.Any(facts.Has) || rule.None.Any(n => facts.Has(n) && !disregarded.Contains(n))) continue;
            // What the rule rests on first: its own phrase or fact, else what its conditions rest on.
            string[] bases = [Found(rule.Id), rule.Fact ?? "", .. rule.All, .. rule.Any];
            foreach (var evidence in bases.SelectMany(facts.EvidenceOf).Take(3)) facts.Add(rule.Id, evidence);
            if (!facts.Has(rule.Id)) continue;
            holds.Add(rule with { Reason = facts.Fill(rule.Reason, bases) });
        }
        return holds;
    }

    private void Take(Facts facts, string text, Where where, Func<(int Start, int Length), Evidence> evidence)
    {
        foreach (var (rule, span) in phrases.Find(text, where)) facts.Add(Found(Rules[rule].Id), evidence(span));
    }

    private static string Found(string id) => "found:" + id;

    private static string Quote(string text, (int Start, int Length) span)
    {
        var quote = text.Substring(span.Start, Math.Min(span.Length, 200));
        return quote.ReplaceLineEndings(" ");
    }

    // A rule comes after the rules that it rests on.
    private int[] Order()
    {
        var placed = new List<int>();
        var state = new int[Rules.Count];
        void Visit(int i)
        {
            if (state[i] == 2) return;
            if (state[i] == 1) throw new SourceFileException(Rules[i].File, "all", "this rule rests on itself by way of others. Untie them.");
            state[i] = 1;
            foreach (var name in Rules[i].All.Concat(Rules[i].Any).Concat(Rules[i].None))
                if (byId.TryGetValue(name, out var other)) Visit(other);
            state[i] = 2;
            placed.Add(i);
        }
        for (var i = 0; i < Rules.Count; i++) Visit(i);
        return [.. placed];
    }
}
