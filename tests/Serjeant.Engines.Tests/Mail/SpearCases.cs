using System.Text;
using Serjeant.Mail;
using Serjeant.Mail.Contacts;
using Serjeant.Mail.Scoring;
using YamlDotNet.RepresentationModel;

namespace Serjeant.Engines.Tests.Mail;

/// <summary>One case of training/mail/spear.yaml.</summary>
internal sealed record SpearCase(string Pattern, bool Fraud, IReadOnlyDictionary<string, string> Fields)
{
    private static readonly ContactBook Contacts = new(
    [
        ("Jonathan Okafor", "jonathan.okafor@parliament.uk"), ("Priya Shah", "priya.shah@annlee.example"), ("Mark Hale", "mark@halelettings.example"), ("Sue Marsh", "suemarsh1962@yahoo.co.uk"),
    ]);

    internal static IReadOnlyList<SpearCase> All { get; } = Read();

    /// <param name="cuts">What was not looked into outside, so that the message counts as read in part.</param>
    internal MailVerdict Judge(params string[] cuts)
    {
        var context = new MailContext { Contacts = Contacts, Protected = ["annlee.example", "parliament.uk", "northborough.gov.uk"], QrCodes = Fields.TryGetValue("qr", out var qr) ? [qr] : [], Cuts = cuts, IsPartial = cuts.Length > 0 };
        return Fields.TryGetValue("chat", out var chat) ? ShippedMail.Judge.JudgeChat(chat, context) : ShippedMail.Judge.Judge(Bytes(), context);
    }

    public override string ToString() => $"{Pattern}: {Fields.GetValueOrDefault("chat") ?? $"{Fields["from"]} | {Fields["text"]}"}";

    private byte[] Bytes()
    {
        var mail = new StringBuilder($"From: {Fields["from"]}\nTo: Ann Lee <office@annlee.example>\nSubject: {Fields["subject"]}\nDate: Mon, 4 May 2026 09:00:00 +0100\n");
        if (Fields.TryGetValue("replyto", out var reply)) mail.Append("Reply-To: ").Append(reply).Append('\n');
        if (Fields.TryGetValue("inreplyto", out var thread)) mail.Append("In-Reply-To: ").Append(thread).Append('\n');
        if (Fields.TryGetValue("file", out var file))
        {
            mail.Append("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n").Append(Fields["text"]);
            mail.Append("\n--b\nContent-Type: application/octet-stream; name=\"").Append(file).Append("\"\nContent-Disposition: attachment; filename=\"").Append(file).Append("\"\n\nfile\n--b--\n");
        }
        else mail.Append("Content-Type: text/plain; charset=utf-8\n\n").Append(Fields["text"]).Append('\n');
        return Encoding.UTF8.GetBytes(mail.ToString());
    }

    private static List<SpearCase> Read()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "mail", "spear.yaml"))));
        return [.. ((YamlSequenceNode)yaml.Documents[0].RootNode).Cast<YamlMappingNode>()
            .Select(m => m.Children.ToDictionary(p => ((YamlScalarNode)p.Key).Value!, p => ((YamlScalarNode)p.Value).Value!, StringComparer.Ordinal))
            .Select(f => new SpearCase(f["pattern"], f["kind"] == "fraud", f))];
    }
}
