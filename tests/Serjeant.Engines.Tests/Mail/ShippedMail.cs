using System.Text;
using Serjeant.Engines.Tests.Mail.Looking;
using Serjeant.Engines.Tests.Moderation;
using Serjeant.Mail;
using Serjeant.Mail.Authentication;
using Serjeant.Mail.Connections;
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
        Contacts = new ContactBook([("Ann Example", "ann@example.org"), ("Jonathan Okafor", "jonathan.okafor@parliament.uk"), ("Sue Marsh", "suemarsh1962@yahoo.co.uk")]),
        Protected = ["parliament.uk", "annlee.example"],
        Trusted = new TrustedServers(["mx.office.example"]),
        OwnNames = ["Ann Lee"],
        Accounts = [new("Ann Lee", "x", "annleemp", true), new("Jonathan Okafor", "linkedin", "jonathan-okafor", false)],
    };

    private static string WeightsFile => Path.Combine(AppContext.BaseDirectory, "models", "mail.weights.json");

    /// <summary>A sample of a rule file: a mail when it begins with a header, else the words of a chat.</summary>
    internal static bool IsMail(string sample) => sample.StartsWith("From: ", StringComparison.Ordinal);

    internal static MailContext ContextOf(string sample) =>
        sample.Split('\n').FirstOrDefault(l => l.StartsWith("Sample-Qr: ", StringComparison.Ordinal)) is { } qr ? Office with { QrCodes = [qr[11..].Trim()] } : Office;

    internal static readonly LinkJudge Links = new(Rules, Domains.Tables.Shipped);

    /// <summary>Rules about links alone have links for samples.</summary>
    internal static bool IsOfLinks(MailRule rule) => rule.Id.StartsWith("address.", StringComparison.Ordinal);

    /// <summary>Rules about pages that were opened have those for samples.</summary>
    internal static bool IsOfPages(MailRule rule) => rule.Id.StartsWith("page.", StringComparison.Ordinal);

    internal static IReadOnlyList<string> Holding(MailRule rule, string sample) => IsOfLinks(rule) ? Links.Holding(sample) : IsOfPages(rule) ? SeenPages.Holding(sample) : Holding(sample);

    /// <summary>A sample that is a connection request: lines of a field and its value.</summary>
    internal static ConnectionRequest? Connection(string sample)
    {
        if (!sample.StartsWith("Platform: ", StringComparison.Ordinal)) return null;
        var fields = sample.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(": ", 2)).ToLookup(p => p[0], p => p[1].Trim());
        int? Number(string field) => fields[field].FirstOrDefault() is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
        return new ConnectionRequest
        {
            Platform = fields["Platform"].Single(),
            Handle = fields["Handle"].FirstOrDefault() ?? "",
            Name = fields["Name"].FirstOrDefault() ?? "",
            Bio = fields["Bio"].FirstOrDefault() ?? "",
            Says = fields["Says"].FirstOrDefault() ?? "",
            Links = [.. fields["Link"]],
            AgeDays = Number("Days"),
            Mutuals = Number("Mutuals"),
        };
    }

    internal static MailVerdict Of(string sample) => Connection(sample) is { } request ? Judge.JudgeConnection(request, Office) : IsMail(sample) ? Judge.Judge(Encoding.UTF8.GetBytes(sample), ContextOf(sample)) : Judge.JudgeChat(sample, Office);

    internal static IReadOnlyList<string> Holding(string sample) => Connection(sample) is { } request ? Judge.HoldingConnection(request, Office) : IsMail(sample) ? Judge.Holding(Encoding.UTF8.GetBytes(sample), ContextOf(sample)) : Judge.HoldingChat(sample, Office);
}
