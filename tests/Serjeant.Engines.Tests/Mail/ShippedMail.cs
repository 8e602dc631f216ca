using System.Text;
using Serjeant.Engines.Tests.Moderation;
using Serjeant.Mail;
using Serjeant.Mail.Authentication;
using Serjeant.Mail.Contacts;
using Serjeant.Mail.Links;
using Serjeant.Mail.Rules;
using Serjeant.Mail.Scoring;
using Serjeant.Moderation;

namespace Serjeant.Engines.Tests.Mail;

/// <summary>The rules and weights of mail that ship, read once, and the office that samples are judged for.</summary>
internal static class ShippedMail
{
    internal static readonly MailRuleSet Rules = MailRuleSet.Load(Shipped.Files("rules/mail", "*.yaml").Where(f => Path.GetDirectoryName(f.Name) is { } folder && Path.GetFileName(folder) != "mail"));

    internal static readonly MailWeights Weights = File.Exists(WeightsFile) ? MailWeights.Load(new SourceFile(WeightsFile, File.ReadAllText(WeightsFile))) : MailWeights.Unfitted;

    internal static readonly MailJudge Judge = new(Rules, Weights, Domains.Tables.Shipped);

    internal static readonly MailContext Office = new()
    {
        Contacts = new ContactBook([("Ann Example", "ann@example.org"), ("Jonathan Okafor", "jonathan.okafor@parliament.uk")]),
        Protected = ["parliament.uk", "annlee.example"],
        Trusted = new TrustedServers(["mx.office.example"]),
    };

    private static string WeightsFile => Path.Combine(AppContext.BaseDirectory, "models", "mail.weights.json");

    /// <summary>A sample of a rule file: a mail when it begins with a header, else the words of a chat.</summary>
    internal static bool IsMail(string sample) => sample.StartsWith("From: ", StringComparison.Ordinal);

    internal static MailContext ContextOf(string sample) =>
        sample.Split('\n').FirstOrDefault(l => l.StartsWith("Sample-Qr: ", StringComparison.Ordinal)) is { } qr ? Office with { QrCodes = [qr[11..].Trim()] } : Office;

    internal static readonly LinkJudge Links = new(Rules, Domains.Tables.Shipped);

    /// <summary>Rules about links alone have links for samples.</summary>
    internal static bool IsOfLinks(MailRule rule) => rule.Id.StartsWith("address.", StringComparison.Ordinal);

    internal static IReadOnlyList<string> Holding(MailRule rule, string sample) => IsOfLinks(rule) ? Links.Holding(sample) : Holding(sample);

    internal static MailVerdict Of(string sample) => IsMail(sample) ? Judge.Judge(Encoding.UTF8.GetBytes(sample), ContextOf(sample)) : Judge.JudgeChat(sample, Office);

    internal static IReadOnlyList<string> Holding(string sample) => IsMail(sample) ? Judge.Holding(Encoding.UTF8.GetBytes(sample), ContextOf(sample)) : Judge.HoldingChat(sample, Office);
}
