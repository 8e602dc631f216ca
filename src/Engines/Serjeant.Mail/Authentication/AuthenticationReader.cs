using Serjeant.Mail.Domains;

namespace Serjeant.Mail.Authentication;

/// <summary>
/// Reads <c>Authentication-Results</c> (RFC 8601 §2.2) of trusted servers. Anybody may write such a field, so only one with a trusted id
/// counts, where that server would have put it (<see cref="Trace"/>), and of these only the topmost of each method: the office's own server writes above what was already there (§5).
/// </summary>
internal static class AuthenticationReader
{
    private const int MostFields = 20;

    /// <param name="fields">All fields of the header by lower-case name, topmost first.</param>
    internal static AuthenticationFacts Read(IReadOnlyList<(string Name, string Value)> fields, TrustedServers trusted, HostReader? hosts)
    {
        if (trusted.Ids.Count == 0) return AuthenticationFacts.NotChecked;
        var facts = AuthenticationFacts.NotChecked;
        string? server = null, astray = null;
        foreach (var at in Enumerable.Range(0, fields.Count).Where(i => fields[i].Name == "authentication-results").Take(MostFields))
        {
            var field = fields[at].Value;
            var statements = Statements(field);
            var id = statements.Count > 0 && !statements[0].Contains('=', StringComparison.Ordinal) ? statements[0].Split(' ')[0] : TrustedServers.ExchangeOnline;
            if (!trusted.Ids.Contains(id, StringComparer.OrdinalIgnoreCase)) continue;
            // A field of another trusted server further down was written earlier, by who knows whom.
            if (server is not null && !server.Equals(id, StringComparison.OrdinalIgnoreCase)) break;
            if (!Trace.Bears(fields, at, id, trusted, hosts))
            {
                astray ??= id;
                continue;
            }
            server = id;
            facts = statements.Aggregate(facts, Add) with { Source = facts.Source.Length > 0 ? facts.Source : field };
            if (id == TrustedServers.ExchangeOnline) break;
        }
        if (server is not null) return facts with { Notes = [.. Noted(facts, server)] };
        return astray is null ? facts : facts with { Notes = [new ProofNote(ProofMethod.Dmarc, Proof.NotChecked, KnownBy.Nobody, $"It bears the word of {astray}, but not where that server would have put it")] };
    }

    private static IEnumerable<ProofNote> Noted(AuthenticationFacts facts, string server)
    {
        foreach (var (method, result) in new[] { (ProofMethod.Dmarc, facts.Dmarc), (ProofMethod.Spf, facts.Spf), (ProofMethod.Dkim, facts.Dkim), (ProofMethod.Arc, facts.Arc) })
            if (result != Proof.NotChecked)
                yield return new ProofNote(method, result, KnownBy.TrustedServer, $"{server} {Saw(method, result)}");
    }

    private static string Saw(ProofMethod method, Proof result) => (method, result) switch
    {
        (ProofMethod.Dmarc, Proof.Pass) => "saw that the domain shown stands behind it",
        (ProofMethod.Dmarc, Proof.Fail or Proof.Soft) => "saw that the domain shown does not stand behind it",
        (ProofMethod.Dmarc, _) => "could not tell whether the domain shown stands behind it",
        (ProofMethod.Spf, Proof.Pass) => "saw it come by a way that its sender’s domain uses",
        (ProofMethod.Spf, Proof.Soft) => "saw it come by a way that its sender’s domain probably does not use",
        (ProofMethod.Spf, Proof.Fail) => "saw it come by a way that its sender’s domain does not use",
        (ProofMethod.Spf, _) => "could not tell whether its sender’s domain uses the way it came",
        (ProofMethod.Dkim, Proof.Pass) => "saw a signature that holds",
        (ProofMethod.Dkim, Proof.Fail or Proof.Soft) => "saw a signature that does not hold",
        (ProofMethod.Dkim, _) => "saw no signature that can be checked",
        (_, Proof.Pass) => "saw seals of forwarders that hold",
        (_, Proof.Fail or Proof.Soft) => "saw seals of forwarders that do not hold",
        _ => "saw no seals of forwarders that can be checked",
    };

    private static AuthenticationFacts Add(AuthenticationFacts facts, string statement)
    {
        var words = statement.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0].Split('=') is not [var method, var result]) return facts;
        var proof = result.ToLowerInvariant() switch
        {
            "pass" or "bestguesspass" => Proof.Pass,
            "fail" or "hardfail" => Proof.Fail,
            "softfail" => Proof.Soft,
            _ => Proof.None,
        };
        switch (method.ToLowerInvariant())
        {
            case "spf" when facts.Spf == Proof.NotChecked:
                return facts with { Spf = proof };
            case "dmarc" when facts.Dmarc == Proof.NotChecked:
                return facts with { Dmarc = proof };
            case "arc" when facts.Arc == Proof.NotChecked:
                return facts with { Arc = proof };
            // One signature that holds is enough, whatever became of the others (RFC 6376 §6.1).
            case "dkim" when facts.Dkim != Proof.Pass:
                return facts with { Dkim = proof, DkimDomain = proof == Proof.Pass ? Property(words, "header.d=", "header.i=") : "" };
            default:
                return facts;
        }
    }

    private static string Property(string[] words, params string[] names)
    {
        foreach (var name in names)
            foreach (var word in words)
                if (word.StartsWith(name, StringComparison.OrdinalIgnoreCase)) return word[name.Length..].TrimStart('@').Trim('"').ToLowerInvariant();
        return "";
    }

    // Comments are no part of a statement, and may hold a ';' (RFC 5322 §3.2.2).
    private static List<string> Statements(string field)
    {
        var statements = new List<string>();
        var current = new System.Text.StringBuilder();
        var depth = 0;
        foreach (var c in field)
        {
            if (c == '(') depth++;
            else if (c == ')') depth = Math.Max(0, depth - 1);
            else if (depth > 0) continue;
            else if (c == ';')
            {
                statements.Add(current.ToString().Trim());
                current.Clear();
            }
            else current.Append(char.IsWhiteSpace(c) ? ' ' : c);
        }
        statements.Add(current.ToString().Trim());
        return statements;
    }
}
