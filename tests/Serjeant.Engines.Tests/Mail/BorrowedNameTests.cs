using System.Text;
using Serjeant.Mail;
using Serjeant.Mail.Contacts;
using Serjeant.Mail.Scoring;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Mail;

/// <summary>A known contact's name is asked about before anything known excuses a message.</summary>
public sealed class BorrowedNameTests
{
    private const string Asks = "See https://files.other.example/login";

    [Fact]
    public void A_fresh_free_mail_address_warns_though_other_entries_match_by_name_or_by_domain()
    {
        var book = Book(("Ann Baker", "ann@baker.example"), ("Ann Baker", "@gmail.com"), ("Baker Ann", "ann.baker@home.example"), ("Volunteers", "@gmail.com"));
        Of(book, "Ann Baker <annbaker77@gmail.com>").ShouldBe((Verdict.Red, "contact.new-address"));
        Of(book, "Dr Ann BAKER <annbaker77@gmail.com>", "Hello").Verdict.ShouldNotBe(Verdict.None);
        Of(book, "Ann Baker <ann@baker.example>", "Hello").ShouldBe((Verdict.None, ""));
        Of(book, "Ann Baker <ann.baker@home.example>", "Hello").ShouldBe((Verdict.None, ""));
    }

    [Fact]
    public void A_contacts_name_at_another_contacts_address_warns_and_at_a_mailbox_of_the_same_office_does_not()
    {
        var book = Book(("Ann Baker", "ann@baker.example"), ("Tom Other", "tom.other@gmail.com"), ("Front Desk", "desk@baker.example"), ("Kim Far", "kim@far.example"));
        Of(book, "Ann Baker <tom.other@gmail.com>").ShouldBe((Verdict.Red, "contact.anothers-address"));
        Of(book, "Ann Baker <kim@far.example>", "Hello").ShouldBe((Verdict.Amber, "contact.anothers-address"));
        Of(book, "Ann Baker <desk@baker.example>").ShouldBe((Verdict.None, ""));
        Of(book, "Tom Other <tom.other@gmail.com>", "Hello").ShouldBe((Verdict.None, ""));
        Of(book, "Tommy O <tom.other@gmail.com>", "Hello").ShouldBe((Verdict.None, ""));
    }

    [Fact]
    public void What_was_learned_is_asked_in_the_same_way()
    {
        var hashes = new ContactHashes(new byte[32]);
        var learned = new LearnedBook(hashes, new[] { ("Ann Baker", "ann@baker.example"), ("Tom Other", "tom.other@gmail.com") }.Select(p => (hashes.OfAddress(p.Item2), hashes.OfName(p.Item1)!)));
        Of(new ContactBook([], learned), "Ann Baker <tom.other@gmail.com>").ShouldBe((Verdict.Red, "contact.anothers-address"));
        Of(new ContactBook([("Ann", "@gmail.com")], learned), "Ann Baker <annbaker77@gmail.com>").ShouldBe((Verdict.Red, "contact.new-address"));
    }

    [Fact]
    public void The_mark_of_a_mailing_list_alone_excuses_no_name()
    {
        var book = Book(("Ann Baker", "ann@baker.example"));
        Of(book, "Ann Baker <annbaker77@gmail.com>", "Hello", "List-Id: <x.example>\nPrecedence: list\n").Found.ShouldBe("contact.new-address");
        Of(book, "Ann Baker <annbaker77@gmail.com>", "Hello", "List-Id: <x.lists.example>\nPrecedence: list\nReturn-Path: <x-bounces@lists.example>\n").Found.ShouldBe("");
    }

    private static ContactBook Book(params (string, string)[] people) => new(people);

    private static (Verdict Verdict, string Found) Of(ContactBook book, string from, string text = Asks, string more = "")
    {
        var verdict = ShippedMail.Judge.Judge(Encoding.UTF8.GetBytes($"From: {from}\n{more}To: office@annlee.example\nSubject: Papers\nContent-Type: text/plain\n\n{text}\n"), new MailContext { Contacts = book });
        return (verdict.Verdict, verdict.Findings.Select(f => f.RuleId).FirstOrDefault(r => r is "contact.new-address" or "contact.anothers-address") ?? "");
    }
}
