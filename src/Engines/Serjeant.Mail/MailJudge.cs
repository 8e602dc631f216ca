using Serjeant.Mail.Authentication;
using Serjeant.Mail.Messages;
using Serjeant.Mail.Rules;
using Serjeant.Mail.Scoring;
using Serjeant.Mail.Signals;
using Serjeant.Moderation;

namespace Serjeant.Mail;

/// <summary>
/// Is this genuine? Reads a mail or pasted chat text and says what speaks against it. Pure and deterministic; safe to share between
/// threads; takes a moment to make.
/// </summary>
public sealed class MailJudge
{
    private readonly MailRuleSet rules;
    private readonly MailWeights weights;
    private readonly MailReader reader;
    private readonly WordLists lists;
    private readonly SenderSignals sender;
    private readonly LinkSignals links;
    private readonly Places places;

    /// <exception cref="SourceFileException">A list that the code asks for is missing.</exception>
    public MailJudge(MailRuleSet rules, MailWeights weights, MailLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(weights);
        this.rules = rules;
        this.weights = weights;
        reader = new MailReader(limits);
        lists = new WordLists(rules);
        places = new Places(rules.Lists.GetValueOrDefault("borrowed-names") ?? []);
        sender = new SenderSignals(lists, places);
        links = new LinkSignals(lists, places);
    }

    /// <summary>Judges a mail.</summary>
    /// <param name="raw">The bytes as they were received (RFC 5322).</param>
    /// <exception cref="FormatException">These bytes are no mail.</exception>
    public MailVerdict Judge(ReadOnlyMemory<byte> raw, MailContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var mail = reader.Read(raw, context.Trusted);
        // What was looked up is about whoever passed a message on, not about who wrote it.
        return Judge(context.LookedUp is { } proofs && mail.ForwardedFrom is null ? mail with { Authentication = mail.Authentication.FilledBy(proofs) } : mail, context);
    }

    /// <summary>Judges the words of a chat or a text message.</summary>
    public MailVerdict JudgeChat(string text, MailContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Judge(reader.ReadChat(text), context);
    }

    /// <summary>Ids of all rules that hold, the quiet ones too.</summary>
    internal IReadOnlyList<string> Holding(ReadOnlyMemory<byte> raw, MailContext context) => [.. Held(reader.Read(raw, context.Trusted), context).Held.Select(r => r.Id)];

    internal IReadOnlyList<string> HoldingChat(string text, MailContext context) => [.. Held(reader.ReadChat(text), context).Held.Select(r => r.Id)];

    private MailVerdict Judge(MailReading mail, MailContext context)
    {
        var (held, facts) = Held(mail, context);
        return MailScoring.Score(mail, held, facts, weights);
    }

    private (IReadOnlyList<MailRule> Held, Facts Facts) Held(MailReading mail, MailContext context)
    {
        var facts = new Facts();
        sender.Find(mail, context, facts);
        AuthenticationSignals.Find(mail.Authentication, facts);
        links.Find(mail, context, facts);
        AttachmentSignals.Find(mail, facts);
        // A firm that people know, about its own business, with links to its own pages alone: nothing to gain for anybody else, even if it were forged.
        if (facts.Has("sender.well-known") && facts.Has("link.own") && !facts.Has("link.foreign") && !facts.Has("link.form") && !facts.Has("auth.dmarc-fail"))
            facts.Add("mail.own-business", facts.EvidenceOf("sender.well-known")[0]);
        TextSignals.Find(mail, lists, facts);
        if (places.BrandIn(mail.Subject) is { } named && !places.Belongs(named, mail.Sender.Domain))
            facts.Add("subject.brand", new Evidence(Place.Header, SenderSignals.Cut(mail.Subject), "Subject"), ("brand", named.Name));
        var start = mail.Text[..Math.Min(160, mail.Text.Length)];
        if (!mail.IsChat && places.BrandIn(start) is { } told && !places.Belongs(told, mail.Sender.Domain)) facts.Add("text.brand", new Evidence(Place.Text, told.Name), ("brand", told.Name));
        var files = string.Join('\n', mail.Attachments.Take(30).Select(a => a.Name));
        return (rules.Hold(facts, mail.Subject, mail.Text, mail.Sender.Name, files), facts);
    }
}
