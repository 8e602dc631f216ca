using Serjeant.Mail.Authentication;
using Serjeant.Mail.Connections;
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
    // Ways to somebody else, some of them at sites that everybody links to.
    private static readonly string[] NotOwn = ["link.foreign", "link.form", "link.put-up", "link.asks-form", "link.shortened", "link.writes-to", "reply.free-mail", "auth.dmarc-fail"];

    private readonly MailRuleSet rules;
    private readonly MailWeights weights;
    private readonly MailReader reader;
    private readonly MailLimits? limits;
    private readonly WordLists lists;
    private readonly SenderSignals sender;
    private readonly LinkSignals links;
    private readonly MailTables tables;
    private readonly BrandNames names;
    private OfficeTables? lately;

    /// <exception cref="SourceFileException">A list that the code asks for is missing.</exception>
    public MailJudge(MailRuleSet rules, MailWeights weights, MailTables tables, MailLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(weights);
        this.rules = rules;
        this.weights = weights;
        this.limits = limits;
        reader = new MailReader(limits, tables.Hosts);
        lists = new WordLists(rules);
        this.tables = tables;
        names = new BrandNames(tables.Brands.All);
        sender = new SenderSignals(lists);
        links = new LinkSignals(lists);
    }

    /// <summary>Judges a mail.</summary>
    /// <param name="raw">The bytes as they were received (RFC 5322).</param>
    /// <exception cref="FormatException">These bytes are no mail.</exception>
    public MailVerdict Judge(ReadOnlyMemory<byte> raw, MailContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var mail = Read(raw, context);
        // What was looked up is about whoever passed a message on, not about who wrote it.
        if (context.LookedUp is { } proofs && mail.ForwardedFrom is null) mail = mail with { Authentication = mail.Authentication.FilledBy(proofs) };
        return mail.Attachments.Any(a => a.Kind == FileKind.Mail) ? Judge(mail, AttachedMails.Of(raw, limits), context) : Judge(mail, context);
    }

    /// <summary>Judges the words of a chat or a text message.</summary>
    public MailVerdict JudgeChat(string text, MailContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Judge(reader.ReadChat(text), context);
    }

    /// <summary>Judges somebody who asks to be connected on a platform.</summary>
    public MailVerdict JudgeConnection(ConnectionRequest request, MailContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var profile = ConnectionSignals.Read(request, reader);
        var (held, facts) = Held(profile, context, f => ConnectionSignals.Find(request, context, f));
        return MailScoring.Score(profile, held, facts, weights);
    }

    /// <summary>Anybody can have an address there, so that the domain says nothing of who writes.</summary>
    public bool IsOpenToAnybody(string domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return lists.FreeMail.Contains(domain.Trim().TrimEnd('.').ToLowerInvariant());
    }

    /// <summary>Ids of all rules that hold, the quiet ones too.</summary>
    internal IReadOnlyList<string> Holding(ReadOnlyMemory<byte> raw, MailContext context) => [.. Held(Read(raw, context), context).Held.Select(r => r.Id)];

    internal IReadOnlyList<string> HoldingChat(string text, MailContext context) => [.. Held(reader.ReadChat(text), context).Held.Select(r => r.Id)];

    internal IReadOnlyList<string> HoldingConnection(ConnectionRequest request, MailContext context) =>
        [.. Held(ConnectionSignals.Read(request, reader), context, f => ConnectionSignals.Find(request, context, f)).Held.Select(r => r.Id)];

    private MailReading Read(ReadOnlyMemory<byte> raw, MailContext context)
    {
        var mail = reader.Read(raw, context.Trusted);
        if (context.Cuts.Count > 0) mail = mail with { Cuts = [.. mail.Cuts, .. context.Cuts], IsPartial = mail.IsPartial || context.IsPartial };
        return context.PdfLinks.Count == 0 ? mail : mail with { Links = [.. mail.Links, .. context.PdfLinks.Select(l => new MailLink(l.File, l.Address, 0, LinkKind.Pdf))] };
    }

    private MailVerdict Judge(MailReading mail, AttachedMails attached, MailContext context)
    {
        var verdicts = attached.Mails.Select((m, number) => new AttachedVerdict(m.Name, Attached(m, context.ForAttached(number)))).ToArray();
        var cuts = attached.Cuts;
        if (verdicts.Any(v => v.Verdict is null)) cuts = [.. cuts, "An attached message could not be read, so it was not judged."];
        if (cuts.Count > 0) mail = mail with { Cuts = [.. mail.Cuts, .. cuts], IsPartial = true };
        return AttachedScoring.Of(Judge(mail, context), verdicts, weights);
    }

    private MailVerdict? Attached(AttachedMail attached, MailContext context)
    {
        try
        {
            return Judge(Read(attached.Raw, context), attached.Within, context);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private MailVerdict Judge(MailReading mail, MailContext context)
    {
        var facts = Find(mail, context);
        if (facts.Missed is { } missed) mail = mail with { Cuts = [.. mail.Cuts, missed], IsPartial = true };
        // What is said to be passed on is a sign that anybody can write, too: whoever sends it is asked about beside it.
        var sent = mail.ForwardedFrom is null ? mail : mail with { ForwardedFrom = null, Subject = mail.Header("subject"), Authentication = mail.PasserAuthentication };
        var stripped = mail.ForwardedFrom is null ? facts.Copy() : Find(sent, context);
        var verdict = MailScoring.Score(mail, rules.Hold(facts, MailRuleSet.None), facts, weights);
        return ExcusedScoring.Of(verdict, rules.Hold(stripped, Excuses.Of(sent)), Excuses.Signs(mail, facts), weights);
    }

    private (IReadOnlyList<MailRule> Held, Facts Facts) Held(MailReading mail, MailContext context, Action<Facts>? more = null)
    {
        var facts = Find(mail, context, more);
        return (rules.Hold(facts, MailRuleSet.None), facts);
    }

    private Facts Find(MailReading mail, MailContext context, Action<Facts>? more = null)
    {
        var facts = new Facts();
        more?.Invoke(facts);
        var sites = new Sites(For(context.Protected), names);
        sender.Find(mail, context, sites, facts);
        AuthenticationSignals.Find(mail.Authentication, facts);
        links.Find(mail, context, sites, facts);
        AttachmentSignals.Find(mail, facts);
        // A firm that people know, about its own business, with links to its own pages alone: nothing to gain for anybody else, even if it were forged.
        if (facts.Has("sender.well-known") && facts.Has("link.own") && !NotOwn.Any(facts.Has)) facts.Add("mail.own-business", facts.EvidenceOf("sender.well-known")[0]);
        TextSignals.Find(mail, lists, facts);
        if (sites.BrandIn(mail.Subject, asSender: false) is var (subject, named) && !sites.Belongs(subject, mail.Sender.Domain))
            facts.Add("subject.brand", new Evidence(Place.Header, SenderSignals.Cut(mail.Subject), "Subject"), ("brand", named));
        var start = mail.Text[..Math.Min(160, mail.Text.Length)];
        if (!mail.IsChat && sites.BrandIn(start, asSender: false) is var (brand, told) && !sites.Belongs(brand, mail.Sender.Domain)) facts.Add("text.brand", new Evidence(Place.Text, told), ("brand", told));
        var files = string.Join('\n', mail.Attachments.Take(30).Select(a => a.Name));
        rules.Look(facts, mail.Subject, mail.Text, mail.Sender.Name, files);
        return facts;
    }

    // An office's domains stay the same from message to message.
    private MailTables For(IReadOnlyList<string> own)
    {
        if (own.Count == 0) return tables;
        if (lately is { } last && last.Own.SequenceEqual(own)) return last.Tables;
        var made = new OfficeTables([.. own], tables.Protecting(own));
        lately = made;
        return made.Tables;
    }

    private sealed record OfficeTables(string[] Own, MailTables Tables);
}
