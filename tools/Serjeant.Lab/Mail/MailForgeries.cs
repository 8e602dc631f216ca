using System.Net;
using System.Text;
using MimeKit;
using Serjeant.Mail;
using Serjeant.Outside.Insides;

namespace Serjeant.Lab.Mail;

/// <summary>What becomes of red phishing when its sender adds what anybody can write: fields of a list or an answer, a false head, a harmless sentence.</summary>
internal static class MailForgeries
{
    private const string List = "List-Id: <news.example.net>\nPrecedence: list\n";
    private const string Answer = "In-Reply-To: <1@example.net>\nReferences: <1@example.net>\n";
    private const string Unsubscribe = "List-Unsubscribe: <https://example.net/u>\n";
    private const string Small = "We hope that this finds you well and that the summer has been kind to you and to everybody at home. We are writing a short note about something small that came up this week, as we said that we would when we last spoke in the spring.";

    private static readonly (string Name, Func<byte[], byte[]> Change)[] All =
    [
        ("as it is", raw => raw),
        ("fields of a list", raw => Fields(raw, List)),
        ("fields of an answer", raw => Fields(raw, Answer)),
        ("a way to unsubscribe", raw => Fields(raw, Unsubscribe)),
        ("all these fields", raw => Fields(raw, List + Answer + Unsubscribe)),
        ("passed on from a council", PassedOn),
        ("that and all these fields", raw => Fields(PassedOn(raw), List + Answer + Unsubscribe)),
        ("a link to its sender's site", raw => Words(raw, mail => $"See https://{mail.From.Mailboxes.FirstOrDefault()?.Address.Split('@')[^1] ?? "x.example"}/ for us.")),
        ("a link to somebody else", raw => Words(raw, _ => "See https://www.northborough-news.example/ for us.")),
        ("200 harmless letters first", raw => Words(raw, _ => Small)),
        ("a warning to share no code", raw => Words(raw, _ => "Never share this code with anyone.")),
    ];

    internal static void Print(IReadOnlyList<MailSample> samples, MailJudge judge)
    {
        var phishing = samples.Where(s => s.Phishing).ToArray();
        var red = Judged(phishing, raw => raw, judge);
        Report.Say($"\nphishing that the shipped points call red, with what anybody can add to it; no server / server (these messages were fitted on)");
        Report.Say($"{"",-32} {"red",-17} {"amber",-17} none");
        foreach (var (name, change) in All)
        {
            var now = Judged(phishing, change, judge);
            string Both(Verdict verdict) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Share(red, now, j => j.Bare, verdict),5:0.0} / {Share(red, now, j => j.Proved, verdict),5:0.0} %");
            Report.Say($"{name,-32} {Both(Verdict.Red),-17} {Both(Verdict.Amber),-17} {Both(Verdict.None)}");
        }
    }

    private static double Share((Verdict Bare, Verdict Proved)[] red, (Verdict Bare, Verdict Proved)[] now, Func<(Verdict Bare, Verdict Proved), Verdict> of, Verdict verdict)
    {
        var were = Enumerable.Range(0, red.Length).Where(i => of(red[i]) == Verdict.Red).ToArray();
        return 100.0 * were.Count(i => of(now[i]) == verdict) / Math.Max(1, were.Length);
    }

    private static (Verdict Bare, Verdict Proved)[] Judged(MailSample[] samples, Func<byte[], byte[]> change, MailJudge judge)
    {
        var all = new (Verdict, Verdict)[samples.Length];
        Parallel.For(0, samples.Length, i =>
        {
            var raw = change(samples[i].Raw);
            var insides = MailInsides.Of(raw);
            all[i] = (judge.Judge(raw, insides.Beside(MailContext.Empty)).Verdict, judge.Judge(raw, insides.Beside(new MailContext { Trusted = MailFeatures.Servers })).Verdict);
        });
        return all;
    }

    // Below every field that is there, where the sender's own stand.
    private static byte[] Fields(byte[] raw, string fields)
    {
        var (end, windows) = (raw.AsSpan().IndexOf("\n\n"u8), raw.AsSpan().IndexOf("\r\n\r\n"u8));
        if (windows >= 0 && (end < 0 || windows < end)) (end, fields) = (windows + 1, fields.ReplaceLineEndings("\r\n"));
        return end < 0 ? raw : [.. raw[..(end + 1)], .. Encoding.ASCII.GetBytes(fields), .. raw[(end + 1)..]];
    }

    private static byte[] PassedOn(byte[] raw) => Words(raw, _ => "From: Northborough Council <news@northborough.gov.uk>\nSent: Monday\nSubject: News", passedOn: true);

    private static byte[] Words(byte[] raw, Func<MimeMessage, string> words, bool passedOn = false)
    {
        using var mail = MimeMessage.Load(new MemoryStream(raw));
        var added = words(mail).Split('\n');
        foreach (var part in mail.BodyParts.OfType<TextPart>().Where(p => !p.IsAttachment))
        {
            var text = part.Text ?? "";
            var body = part.IsHtml ? text.IndexOf("<body", StringComparison.OrdinalIgnoreCase) : -1;
            var at = body < 0 ? 0 : text.IndexOf('>', body) + 1;
            var lines = part.IsHtml ? string.Concat(added.Select(l => $"<div>{WebUtility.HtmlEncode(l)}</div>")) : string.Join('\n', added) + "\n\n";
            part.SetText(Encoding.UTF8, text[..at] + lines + text[at..]);
        }
        if (passedOn) mail.Subject = "Fwd: " + mail.Subject;
        using var changed = new MemoryStream();
        mail.WriteTo(changed);
        return changed.ToArray();
    }
}
