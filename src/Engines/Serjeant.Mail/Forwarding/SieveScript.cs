using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Serjeant.Mail.Forwarding;

/// <summary>A Sieve script of an account.</summary>
public sealed record SieveSource(string Name, string Text, bool Active);

/// <summary>
/// Makes rules of Sieve scripts: RFC 5228 with what extensions add that matters here (copy, imap4flags, fileinto flags, reject, editheader, enotify, vacation, include,
/// variables, encoded-character, and Pigeonhole's pipe, filter and execute). Nothing is run; each block is a rule with the tests above it.
/// </summary>
public sealed partial class SieveScript
{
    private const int MostRules = 1_000;
    private const int MostIncluded = 50;
    private readonly Dictionary<string, SieveSource> scripts;
    private readonly Dictionary<string, string> variables = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<MailboxRule> rules = [];
    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private readonly SieveSource source;
    private int included;
    private bool encoded;

    private SieveScript(SieveSource source, IEnumerable<SieveSource> all) => (this.source, scripts) = (source, all.GroupBy(s => s.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal));

    /// <param name="all">Every script of the account, for those that include others.</param>
    /// <exception cref="SieveException">It can't be read; the message says where.</exception>
    public static IReadOnlyList<MailboxRule> Rules(SieveSource source, IEnumerable<SieveSource> all)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(all);
        var reader = new SieveScript(source, all);
        reader.open.Add(source.Name);
        reader.Walk(SieveParser.Read(source.Text), source.Name, new Above("", RuleAbout.Any, source.Active, null));
        return reader.rules;
    }

    /// <summary>What stands above a block.</summary>
    private sealed record Above(string When, RuleAbout About, bool Active, string? Label)
    {
        internal Above With(string when, RuleAbout about, bool active, string? label) =>
            new(When.Length == 0 ? when : when.Length == 0 ? When : $"{When} and {when}", about == RuleAbout.Any ? About : about, Active && active, label ?? Label);
    }

    private void Walk(IReadOnlyList<SieveNode> commands, string script, Above above)
    {
        var actions = new List<RuleAction>();
        var keeps = commands.Any(c => c.Name == "keep");
        var first = 0;
        var others = new List<string>();
        foreach (var command in commands)
        {
            switch (command.Name)
            {
                case "require":
                    encoded |= command.Lists().SelectMany(l => l).Contains("encoded-character", StringComparer.OrdinalIgnoreCase);
                    break;
                case "set" when command.Lists() is [[var name], [var value]]:
                    variables[name] = Expand(value);
                    break;
                case "if" or "elsif" when command.Tests is [var test] && command.Block is { } block:
                    var words = SieveWords.Of(test, Expand);
                    if (command.Name == "if") others.Clear();
                    Walk(block, script, above.With(words, SieveWords.About(test), test.Name != "false", command.Label));
                    others.Add(words);
                    break;
                case "else" when command.Block is { } block:
                    Walk(block, script, above.With($"not: {string.Join(", or ", others)}", RuleAbout.Any, true, command.Label));
                    break;
                case "include" when command.Lists() is [[var name]]:
                    Include(command, Expand(name), script, above);
                    break;
                default:
                    var found = Actions(command, keeps).ToArray();
                    if (found.Length > 0 && first == 0) first = command.Line;
                    actions.AddRange(found);
                    break;
            }
        }
        if (actions.Count == 0) return;
        if (rules.Count >= MostRules) throw new SieveException("The script has more rules than are read");
        rules.Add(new MailboxRule(above.Label ?? string.Create(CultureInfo.InvariantCulture, $"{script}, line {first}"), above.Active, above.When, above.About, actions));
    }

    private void Include(SieveNode command, string name, string script, Above above)
    {
        if (++included > MostIncluded) throw new SieveException("The script includes more others than are read");
        if (command.Has(":global") || !scripts.TryGetValue(name, out var other)) return; // The server's own: whoever holds an account can't write it.
        if (!open.Add(name)) return;
        Walk(SieveParser.Read(other.Text), other.Name, above);
        open.Remove(name);
    }

    private IEnumerable<RuleAction> Actions(SieveNode command, bool keeps)
    {
        string[] tagged = [":flags", ":specialuse", ":mailboxid", ":message", ":importance", ":options", ":from", ":handle", ":subject", ":addresses", ":mime", ":last", ":index", ":comparator", ":notify", ":ret", ":by", ":bytimerelative"];
        string Last() => command.Lists(tagged) is [.., var strings] && strings.Count > 0 ? Expand(string.Join(", ", strings)) : "?";
        string First() => command.Lists(tagged) is [var strings, ..] && strings.Count > 0 ? Expand(strings[0]) : "?";
        switch (command.Name)
        {
            case "redirect":
                yield return new RuleAction(command.Has(":copy") || keeps ? RuleDoes.Forward : RuleDoes.Redirect, Last());
                break;
            case "notify":
                var to = command.Lists(tagged).SelectMany(l => l).Select(Expand).FirstOrDefault() ?? "?";
                yield return new RuleAction(RuleDoes.Tell, to);
                break;
            case "pipe" or "execute" or "filter":
                yield return new RuleAction(RuleDoes.Run, First());
                break;
            case "discard":
                yield return new RuleAction(RuleDoes.Delete, "");
                break;
            case "reject" or "ereject" or "refuse":
                yield return new RuleAction(RuleDoes.Refuse, "");
                break;
            case "fileinto":
                yield return new RuleAction(RuleDoes.Move, command.After(":specialuse") is [var use] ? use.TrimStart('\\') : Last());
                break;
            case "addheader" or "deleteheader" or "replaceheader" when Shown.Contains(First().ToLowerInvariant(), StringComparer.Ordinal):
                yield return new RuleAction(RuleDoes.Change, First());
                break;
        }
        var flags = command.Name is "setflag" or "addflag" ? command.Lists() is [.., var set] ? set : [] : command.Name is "keep" or "fileinto" ? command.After(":flags") : [];
        var marks = flags.SelectMany(f => Expand(f).Split(' ')).ToArray();
        if (marks.Any(m => m.Equals("\\Seen", StringComparison.OrdinalIgnoreCase))) yield return new RuleAction(RuleDoes.MarkRead, "");
        if (marks.Any(m => m.Equals("\\Deleted", StringComparison.OrdinalIgnoreCase))) yield return new RuleAction(RuleDoes.Delete, "");
    }

    /// <summary>Fields by which a person tells who wrote and what about; others are for machines.</summary>
    private static readonly string[] Shown = ["from", "sender", "reply-to", "subject", "to", "date", "authentication-results"];

    // Variables (RFC 5229 §3) and encoded characters (RFC 5228 §2.4.2.4); what isn't known stays as it is written.
    private string Expand(string text)
    {
        if (encoded) text = Coded().Replace(text, Decode);
        var plain = Variable().Replace(text, m => variables.TryGetValue(m.Groups[1].Value, out var value) ? value : m.Value);
        return plain.Length <= 500 ? plain : plain[..499] + "…";
    }

    private static string Decode(Match match)
    {
        var codes = match.Groups["codes"].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (match.Groups["kind"].Value.Equals("hex", StringComparison.OrdinalIgnoreCase))
            return Encoding.UTF8.GetString([.. codes.Where(c => c.Length <= 2).Select(c => byte.Parse(c, NumberStyles.HexNumber, CultureInfo.InvariantCulture))]);
        return string.Concat(codes.Select(c => int.TryParse(c, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rune) && Rune.IsValid(rune) ? new Rune(rune).ToString() : ""));
    }

    [GeneratedRegex(@"\$\{(?<kind>hex|unicode):(?<codes>[0-9A-Fa-f\s]{1,2000})\}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Coded();

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_.]{0,60})\}", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Variable();
}
