using System.Text.RegularExpressions;
using Serjeant.Mail.Messages;
using Serjeant.Mail.Rules;

namespace Serjeant.Mail.Signals;

/// <summary>How the words look, rather than what they say.</summary>
internal static partial class TextSignals
{
    private const int Shortest = 60;
    private const int Short = 400;
    private const int ManyHidden = 40;

    internal static void Find(MailReading mail, WordLists lists, Facts facts)
    {
        Shape(mail, facts);
        Kind(mail, lists, facts);
        if (OddNames.Disguised(mail.Subject) is { } odd) facts.Add("subject.disguised", new Evidence(Place.Header, SenderSignals.Cut(odd), "Subject"));
        if (OddNames.SwappedEls(mail.Subject) is { } swapped) facts.Add("subject.disguised", new Evidence(Place.Header, SenderSignals.Cut(swapped), "Subject"));
        if (OddNames.DigitsForLetters(mail.Subject) is { } digits) facts.Add("subject.disguised", new Evidence(Place.Header, SenderSignals.Cut(digits), "Subject"));
        if (mail.Subject.Count(c => c is '_' or '|' or '~' or '*' or '\\' or '^') >= 2) facts.Add("subject.odd-signs", new Evidence(Place.Header, SenderSignals.Cut(mail.Subject), "Subject"));
        var subject = new Evidence(Place.Header, SenderSignals.Cut(mail.Subject), "Subject");
        if (Searching.First(LongNumber(), mail.Subject, facts) is not null) facts.Add("subject.case-number", subject);
        if (mail.Subject.Any(c => char.IsSurrogate(c) || c is >= '\u2600' and <= '\u27BF')) facts.Add("subject.emoji", subject);
        if (mail.Subject.Count(c => c == '!') >= 2 || mail.Subject.Contains("!?", StringComparison.Ordinal)) facts.Add("subject.shouts", subject);
        if (mail.Subject.Count(char.IsLetter) > 12 && mail.Subject.Count(char.IsUpper) * 10 > mail.Subject.Count(char.IsLetter) * 8) facts.Add("subject.capitals", subject);
        foreach (var (field, words) in mail.NeedlesslyCoded) facts.Add("words.needlessly-coded", new Evidence(Place.Header, SenderSignals.Cut(words), field));
        foreach (var hidden in mail.Hidden)
        {
            if (!hidden.Preheader && hidden.Letters >= ManyHidden)
                facts.Add("text.hidden", new Evidence(Place.Hidden, SenderSignals.Cut(hidden.Text)), ("how", hidden.How));
        }
        if (mail.Flooded) facts.Add("text.flooded", new Evidence(Place.Text, "(twenty or more empty lines)"));
        Words(mail, facts);
    }

    private static void Shape(MailReading mail, Facts facts)
    {
        var start = new Evidence(Place.Text, SenderSignals.Cut(mail.Text.Length > 0 ? mail.Text[..Math.Min(80, mail.Text.Length)].ReplaceLineEndings(" ") : "(no words)"), null, 0, Math.Min(80, mail.Text.Length));
        var letters = OddNames.Letters(mail.Text);
        if (letters < Shortest) facts.Add("text.almost-none", start);
        if (letters < Short) facts.Add("text.short", start);
        if (mail.IsChat) facts.Add("mail.chat", start);
        else facts.Add("mail.mail", start);
        if (mail.IsHtml) facts.Add("mail.html", start);
        if (mail.IsHtml && !mail.HasPlainTwin) facts.Add("mail.html-only", start);
        if (mail.IsHtml && mail.Pictures > 0 && letters < 250 && mail.Links.Any(l => l.Kind != LinkKind.Pdf)) facts.Add("text.picture-instead", start);
        if (mail.Attachments.Any(a => !a.Shown && a.Kind == FileKind.Pdf) && letters < Short) facts.Add("text.only-points-to-file", start);
        if (Searching.First(QuotedThread(), mail.Text, facts) is not null) facts.Add("thread.quoted", start);
    }

    private static void Kind(MailReading mail, WordLists lists, Facts facts)
    {
        if (mail.Headers["list-id"].Any() && (mail.Headers["list-post"].Any() || mail.Header("precedence") is "list" or "bulk"))
        {
            var list = new Evidence(Place.Header, SenderSignals.Cut(mail.Header("list-id")), "List-Id");
            facts.Add("mail.list", list);
            // A list of people who talk: answers, or plain words. Fraud is sent through lists too, as pages.
            if (!mail.IsHtml || mail.Headers["in-reply-to"].Any() || mail.Headers["references"].Any()) facts.Add("mail.talk", list);
        }
        if (mail.Headers["list-unsubscribe"].Any()) facts.Add("mail.newsletter", new Evidence(Place.Header, SenderSignals.Cut(mail.Header("list-unsubscribe")), "List-Unsubscribe"));
        foreach (var mark in lists.TrainingMarks)
            if (mail.Headers[mark].Any()) facts.Add("mail.training", new Evidence(Place.Header, SenderSignals.Cut(mail.Header(mark)), mark));
    }

    private static void Words(MailReading mail, Facts facts)
    {
        var text = mail.Text;
        var look = text.Length > 20_000 ? text[..20_000] : text;
        string? last = null;
        var odd = 0;
        var at = 0;
        foreach (var line in look.Split('\n'))
        {
            if (odd < 4 && OddNames.Disguised(line) is { } word)
            {
                odd++;
                last ??= word;
                if (odd >= 2) facts.Add("text.disguised", new Evidence(Place.Text, SenderSignals.Cut(last)));
            }
            at += line.Length + 1;
        }
        Match(Tags(), look, "text.raw-tags", facts);
        Match(Leftover(), look, "text.template", facts);
        Match(Salad(), look, "text.salad", facts);
        Match(PlusMoney(), look.Length > 600 ? look[..600] : look, "text.plus-money", facts);
        if (Searching.First(PlusMoney(), mail.Subject, facts) is { } sum) facts.Add("text.plus-money", new Evidence(Place.Header, SenderSignals.Cut(sum.Value), "Subject"));
    }

    private static void Match(Regex regex, string text, string fact, Facts facts)
    {
        if (Searching.First(regex, text, facts) is { } match) facts.Add(fact, new Evidence(Place.Text, SenderSignals.Cut(match.Value.ReplaceLineEndings(" ")), null, match.Index, match.Length));
    }

    // A case, protocol or ticket number: seven digits or more, or a hash sign and five.
    [GeneratedRegex(@"[0-9]{7,}|#\s?[A-Z0-9-]{5,}|[Nn][°º]\s?[0-9]{5,}", RegexOptions.CultureInvariant, 200)]
    private static partial Regex LongNumber();

    // What a reply carries along: "On … wrote:", "> ", "-----Original Message-----".
    [GeneratedRegex(@"(?m)^>|^On .{5,120} wrote:|^-{2,}\s?(Original|Forwarded)|^From: .{3,120}\n(Sent|Date|To):", RegexOptions.CultureInvariant, 200)]
    private static partial Regex QuotedThread();

    [GeneratedRegex(@"</?(table|object|title|select|div|span|td|tr|font|center|style)\b[^<>\n]{0,80}>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Tags();

    [GeneratedRegex(@"[%$]\{[a-z_ ]{2,30}\}|\{\{[a-z_. ]{2,30}\}\}|\[\[?(first ?name|name|email|topic|link|date|random|domain)[a-z_ ]{0,20}\]?\]|%%[a-z_]{3,30}%%|\{(email|name|link|random|domain)[a-z_]{0,12}\}|%\[[a-z_ ]{3,30}\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Leftover();

    // "+28,728$", "+0.035 BTC": a sum that is said to have come in.
    [GeneratedRegex(@"(?<![\w+])\+\s?([$€£]\s?[0-9][0-9.,]{1,12}|[0-9][0-9.,]{1,12}\s?([$€£]|usd\b|eur\b|btc\b|eth\b|usdt\b))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex PlusMoney();

    // A word that no language has: forty letters and digits with both cases, outside addresses.
    [GeneratedRegex(@"(^|\s)(?=[A-Za-z0-9.]{0,200}[0-9])(?=[A-Za-z0-9.]{0,200}[a-z])(?=[A-Za-z0-9.]{0,200}[A-Z])[A-Za-z0-9.]{48,300}(\s|$)", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Salad();
}
