using System.Text.RegularExpressions;
using Serjeant.Mail.Messages;
using Serjeant.Mail.Rules;

namespace Serjeant.Mail.Signals;

/// <summary>What can be said of who a message claims to be from.</summary>
internal sealed partial class SenderSignals(WordLists lists)
{
    internal void Find(MailReading mail, MailContext context, Sites sites, Facts facts)
    {
        if (mail.IsChat) return;
        var from = mail.Sender;
        var passedOn = mail.ForwardedFrom is not null;
        var field = passedOn ? new Evidence(Place.Text, Cut(from.ToString())) : new Evidence(Place.Header, Cut(mail.FromField.Length > 0 ? mail.FromField : from.ToString()), "From");
        if (passedOn) facts.Add("mail.passed-on", field);
        var site = sites.SiteOf(from.Domain);
        Malformed(mail, from, field, facts);
        if (lists.FreeMail.Contains(from.Domain)) facts.Add("sender.free-mail", field, ("address", from.Email));
        if (from.Domain.LastIndexOf('.') is var dot and >= 0 && lists.CheapEndings.Contains(from.Domain[(dot + 1)..])) facts.Add("sender.cheap-ending", field, ("site", site));
        if (site.Length > 0 && from.Domain.Split('.').SkipLast(1).Any(OddNames.IsRandom)) facts.Add("sender.random-domain", field, ("site", from.Domain));
        if ((lists.FreeMail.Contains(from.Domain) || !sites.IsWellKnown(from.Domain)) && OddNames.IsRandom(from.Local.Split('+')[0].Replace(".", "", StringComparison.Ordinal))) facts.Add("sender.random-name", field, ("address", from.Email));
        Name(from, field, site, sites, facts);
        Known(mail, context, from, field, facts);
        if (!passedOn) Replies(mail, from, site, context, sites, facts);
        if (!passedOn && from.Email.Length > 3 && mail.To.Any(t => t.Email.Equals(from.Email, StringComparison.OrdinalIgnoreCase)) && mail.To.Count == 1) facts.Add("sender.yourself", field);
        if (!passedOn && mail.ReturnPath is { } envelope && envelope.Domain.Length > 0 && !sites.Same(sites.SiteOf(envelope.Domain), site) && !WordLists.Has(lists.MailingServices, envelope.Domain))
            facts.Add("envelope.other-site", new Evidence(Place.Header, Cut(envelope.Email), "Return-Path"), ("site", sites.SiteOf(envelope.Domain)));
        if (sites.HostOf(from.Domain) is { } host)
        {
            if (sites.Imitates(host) is { } imitated) facts.Add("sender.lookalike", field, ("site", from.Domain), ("brand", imitated.Brand));
            else if (!WordLists.Has(lists.MailingServices, from.Domain) && sites.Borrows(host) is { } borrowed) facts.Add("sender.brand-in-domain", field, ("site", from.Domain), ("brand", borrowed.Brand));
        }
        // Everybody at gmail.com is at Google's; nobody there is Google.
        if (sites.IsWellKnown(from.Domain) && !lists.FreeMail.Contains(from.Domain)) facts.Add("sender.well-known", field, ("site", site));
        if (context.Protected.Contains(site, StringComparer.OrdinalIgnoreCase)) facts.Add("sender.protected", field);
    }

    private static void Malformed(MailReading mail, Address from, Evidence field, Facts facts)
    {
        var domain = from.Domain;
        var bad = mail.From.Count == 0 && mail.ForwardedFrom is null || domain.Length == 0 || !domain.Contains('.', StringComparison.Ordinal)
            || domain.Any(c => c < 128 && !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_')) || domain.Split('.').Any(l => l.Length == 0)
            || domain.Length - domain.LastIndexOf('.') - 1 < 2;
        if (bad) facts.Add("sender.malformed", field);
        if (mail.ForwardedFrom is null && mail.From.Count > 1 || mail.ForwardedFrom is null && mail.FromField.Count(c => c == '<') > 1) facts.Add("sender.several", field);
    }

    private static void Name(Address from, Evidence field, string site, Sites sites, Facts facts)
    {
        var name = from.Name;
        if (name.Length == 0) return;
        if (name.IndexOf('@') is var at and > 0 && at < name.Length - 3)
        {
            var shown = name[(at + 1)..].Split([' ', '>', ')', '"', '\'', ',', ';', '<', ']'])[0].Trim('.').ToLowerInvariant();
            if (shown.Contains('.', StringComparison.Ordinal) && sites.SiteOf(shown) != site) facts.Add("sender.name-shows-another", field, ("shown", shown), ("site", site));
        }
        else if (sites.DomainIn(name) is { } written && sites.SiteOf(written) != site)
        {
            facts.Add("sender.name-shows-another", field, ("shown", written), ("site", site));
        }
        if (sites.BrandIn(name, asSender: true) is var (brand, called) && !sites.Belongs(brand, from.Domain)) facts.Add("sender.brand", field, ("brand", called), ("site", from.Domain.Length > 0 ? from.Domain : "nobody"));
        if (OddNames.Disguised(name) is { } odd) facts.Add("sender.disguised", new Evidence(Place.Header, Cut(odd), "From"));
        if (OddNames.SwappedEls(name) is { } swapped) facts.Add("sender.disguised", new Evidence(Place.Header, Cut(swapped), "From"));
        if (OddNames.DigitsForLetters(name) is { } digits) facts.Add("sender.disguised", new Evidence(Place.Header, Cut(digits), "From"));
        if (name.AsSpan().IndexOfAny("|{}\\^~#%*_[]`=") >= 0) facts.Add("sender.odd-signs", field);
        if (name.Length > 60 || name.Contains("      ", StringComparison.Ordinal)) facts.Add("sender.long-name", field);
        if (Searching.First(NumberedName(), name, facts) is not null) facts.Add("sender.numbered", field);
        if (name.Any(c => char.IsSurrogate(c) || c is >= '\u2600' and <= '\u27BF')) facts.Add("sender.emoji", field);
        if (name.EndsWith('!') || name.EndsWith('?')) facts.Add("sender.shouts", field);
    }

    // The name is asked about first: a known address excuses much, and must not excuse a name that is somebody else's.
    private void Known(MailReading mail, MailContext context, Address from, Evidence field, Facts facts)
    {
        var (book, byDomain) = (context.Contacts, !lists.FreeMail.Contains(from.Domain));
        var known = book.KnowsAddress(from.Email, byDomain);
        var (name, local) = (from.Name, from.Local.Replace('.', ' ').Replace('_', ' '));
        var words = new[] { ("name", name.Length > 0 ? name : from.Local), ("address", from.Email) };
        if (known && book.IsNewAddressOf(name, from.Email, byDomain) && !(byDomain && book.SharesDomain(name, from.Email))) facts.Add("sender.contact-anothers-address", field, words);
        else if (known) facts.Add("sender.contact", field);
        else if (book.IsNewAddressOf(name, from.Email, byDomain) || book.IsNewAddressOf(local, from.Email, byDomain)) facts.Add("sender.contact-new-address", field, words);
        if (byDomain && name.Contains(" via ", StringComparison.OrdinalIgnoreCase)) facts.Add("sender.via", field);
    }

    private void Replies(MailReading mail, Address from, string site, MailContext context, Sites sites, Facts facts)
    {
        var threaded = mail.Headers["in-reply-to"].Any() || mail.Headers["references"].Any();
        if (threaded) facts.Add("thread.answer", new Evidence(Place.Header, Cut(mail.Header("in-reply-to") + mail.Header("references")), "References"));
        if (ReplyMark(mail.Subject) && !threaded) facts.Add("thread.reply-without-thread", new Evidence(Place.Header, Cut(mail.Subject), "Subject"));
        foreach (var reply in mail.ReplyTo)
        {
            if (reply.Domain.Length == 0 || reply.Email.Equals(from.Email, StringComparison.OrdinalIgnoreCase)) continue;
            var evidence = new Evidence(Place.Header, Cut(reply.ToString()), "Reply-To");
            if (context.Contacts.KnowsAddress(reply.Email, !lists.FreeMail.Contains(reply.Domain))) continue;
            if (sites.SiteOf(reply.Domain) != site) facts.Add("reply.other-site", evidence, ("address", reply.Email));
            if (lists.FreeMail.Contains(reply.Domain) && !from.Email.Equals(reply.Email, StringComparison.OrdinalIgnoreCase)) facts.Add("reply.free-mail", evidence, ("address", reply.Email));
        }
    }

    private static bool ReplyMark(string subject)
    {
        var colon = subject.IndexOf(':');
        return colon is > 0 and < 5 && subject[..colon].Trim().ToLowerInvariant() is "re" or "aw" or "sv" or "antw" or "ref" or "res" or "rif" or "odp" or "vs";
    }

    // "Your Order #2548574", "Client ID:47148-1514": five digits or more in what should be somebody's name.
    [GeneratedRegex(@"[0-9]{5,}", RegexOptions.CultureInvariant, 200)]
    private static partial Regex NumberedName();

    internal static string Cut(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
