using System.Globalization;
using System.Text.Json;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Engines.Tests.Mail.Outlook;
using Shouldly;

namespace Serjeant.Desk.Tests.Commands;

public sealed class CheckMailCommandTests : IDisposable
{
    private const string Fraud = "From: Jonathan Okafor <jokafor77@gmail.com>\nTo: office@annlee.example\nSubject: Draft\n\nAnn, please sign in to read my draft: https://paper-share.example/login\n";
    private const string Genuine = "From: Sam Lee <sam@example.org>\nTo: office@annlee.example\nSubject: Friday\n\nDear Ann, see you on Friday. Sam\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_known_name_at_a_new_address_is_red_with_its_rule_reason_quote_and_steps()
    {
        var contacts = await WriteAsync("contacts.csv", "name,address\n\"Okafor, Jonathan\",jonathan.okafor@parliament.uk\n");
        var (code, lines, _) = await CheckAsync("--contacts", contacts, await WriteAsync("a.eml", Fraud));
        code.ShouldBe(0);
        var line = lines.ShouldHaveSingleItem();
        line.GetProperty("file").GetString()!.ShouldEndWith("a.eml");
        line.GetProperty("verdict").GetString().ShouldBe("red");
        var finding = line.GetProperty("findings").EnumerateArray().First(f => f.GetProperty("rule").GetString() == "contact.new-address");
        finding.GetProperty("points").GetDouble().ShouldBe(4);
        finding.GetProperty("reason").GetString()!.ShouldContain("Jonathan Okafor");
        finding.GetProperty("evidence")[0].GetProperty("quote").GetString()!.ShouldContain("jokafor77@gmail.com");
        line.GetProperty("score").GetDouble().ShouldBe(line.GetProperty("findings").EnumerateArray().Sum(f => f.GetProperty("points").GetDouble()));
        line.GetProperty("steps").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Genuine_mail_has_verdict_none_and_is_never_called_safe()
    {
        var (code, lines, _) = await CheckAsync(await WriteAsync("a.eml", Genuine));
        code.ShouldBe(0);
        lines[0].GetProperty("verdict").GetString().ShouldBe("none");
        lines[0].GetProperty("steps")[0].GetString()!.ShouldContain("no proof");
    }

    [Fact]
    public async Task Only_a_named_server_is_believed()
    {
        var forged = await WriteAsync("a.eml", "Authentication-Results: mx.other.example; dmarc=fail\nReceived: from x by mx.other.example; Mon, 2 Nov 2026 09:00:00 +0000\n" + Genuine);
        var (_, lines, _) = await CheckAsync(forged, "--auth-server", "mx.office.example");
        lines[0].GetProperty("score").GetDouble().ShouldBe(0);
        (_, lines, _) = await CheckAsync(forged, "--auth-server", "mx.other.example");
        lines[0].GetProperty("findings").EnumerateArray().ShouldContain(f => f.GetProperty("rule").GetString() == "auth.dmarc-fail");
    }

    [Fact]
    public async Task A_protected_domain_that_is_imitated_is_named()
    {
        var (_, lines, _) = await CheckAsync(await WriteAsync("a.eml", Genuine.Replace("sam@example.org", "sam@northb0rough.example", StringComparison.Ordinal)), "--protect", "northborough.example");
        lines[0].GetProperty("findings").EnumerateArray().ShouldContain(f => f.GetProperty("rule").GetString() == "sender.looks-like");
    }

    [Fact]
    public async Task A_bad_file_gets_an_error_line_and_the_rest_goes_on()
    {
        var (code, lines, error) = await CheckAsync(await WriteAsync("a.eml", Genuine), await WriteAsync("b.eml", "\0\0 no mail"), folder.File("missing.eml"), await WriteAsync("c.eml", Fraud));
        code.ShouldBe(1);
        lines.Count.ShouldBe(4);
        lines[1].GetProperty("error").GetString()!.ShouldContain("not a mail");
        lines[2].GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
        lines[3].TryGetProperty("verdict", out _).ShouldBeTrue();
        error.ShouldContain("2 mails");
    }

    [Fact]
    public async Task Mailboxes_folders_and_pasted_chats_are_read_in_order()
    {
        Directory.CreateDirectory(folder.File("mails"));
        await WriteAsync(Path.Combine("mails", "a.mbox"), $"From x Mon May  4 09:00:00 2026\n{Genuine}\nFrom y Mon May  4 09:00:01 2026\n{Fraud}\n");
        var chat = await WriteAsync("chat.txt", "Signal Support: reply with your verification code to keep your account");
        var (code, lines, _) = await CheckAsync(folder.File("mails"), chat);
        code.ShouldBe(0);
        lines.Count.ShouldBe(3);
        lines[0].GetProperty("file").GetString()!.ShouldEndWith("a.mbox#1");
        lines[1].GetProperty("file").GetString()!.ShouldEndWith("a.mbox#2");
        lines[2].GetProperty("verdict").GetString().ShouldNotBe("none");
    }

    [Fact]
    public async Task A_message_that_Outlook_saved_is_read_by_its_bytes_whatever_its_name()
    {
        var path = folder.File("saved by Outlook");
        await File.WriteAllBytesAsync(path, SampleOutlook.Fraud().Save(), TestContext.Current.CancellationToken);
        var (code, lines, _) = await CheckAsync(path);
        code.ShouldBe(0);
        lines.ShouldHaveSingleItem().GetProperty("verdict").GetString().ShouldBe("red");
    }

    [Fact]
    public async Task Thousands_of_files_come_out_in_the_order_they_went_in()
    {
        Directory.CreateDirectory(folder.File("many"));
        var names = new List<string>();
        for (var i = 0; i < 2_000; i++) names.Add(await WriteAsync(Path.Combine("many", i.ToString(CultureInfo.InvariantCulture) + ".eml"), i % 2 == 0 ? Genuine : Fraud));
        var (code, lines, _) = await CheckAsync([.. names]);
        code.ShouldBe(0);
        lines.Select(l => l.GetProperty("file").GetString()).ShouldBe(names);
    }

    [Fact]
    public async Task A_contact_book_with_a_bad_line_stops_the_start_and_names_the_line()
    {
        var (code, lines, error) = await CheckAsync("--contacts", await WriteAsync("c.csv", "Ann,ann@example.org\nno address here\n"), await WriteAsync("a.eml", Genuine));
        code.ShouldBe(2);
        lines.ShouldBeEmpty();
        error.ShouldContain("line 2");
    }

    [Fact]
    public async Task Plain_words_carry_nothing_that_moves_the_cursor()
    {
        var (_, output, _) = await CommandLine.RunAsync("check-mail", await WriteAsync("a.eml", Fraud.Replace("Draft", "Re: \u001b[2J\u202eDraft", StringComparison.Ordinal)));
        output.ShouldNotContain('\u001b');
        output.ShouldNotContain('\u202e');
    }

    [Fact]
    public async Task Attached_messages_are_answered_beside_the_fields_of_the_one_that_brings_them()
    {
        const string Scam = "From: \"PayPal Support\" <help@pay-pal-secure.example>\nSubject: Your account\u202e is suspended\nContent-Type: text/html\n\n" + SampleOutlook.Page + "\n";
        var note = await WriteAsync("a.eml", Genuine.Replace("\n\nDear Ann, see you on Friday. Sam\n", "\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nDear Ann, see you on Friday. Sam\n"
            + $"--b\nContent-Type: message/rfc822; name=fwd.eml\n\n{Scam}\n--b\nContent-Type: application/octet-stream; name=broken.eml\nContent-Transfer-Encoding: base64\n\nAAEC\n--b--\n", StringComparison.Ordinal));
        var (code, lines, _) = await CheckAsync(note);
        code.ShouldBe(0);
        var line = lines.ShouldHaveSingleItem();
        line.GetProperty("verdict").GetString().ShouldBe("red");
        line.GetProperty("findings")[0].GetProperty("rule").GetString().ShouldBe("message.attached");
        line.GetProperty("score").GetDouble().ShouldBe(line.GetProperty("findings").EnumerateArray().Sum(f => f.GetProperty("points").GetDouble()));
        var attached = line.GetProperty("attached").EnumerateArray().ToArray();
        attached.Select(a => a.GetProperty("name").GetString()).ShouldBe(["fwd.eml", "broken.eml"]);
        (attached[0].GetProperty("verdict").GetString(), attached[0].GetProperty("findings").GetArrayLength() > 1, attached[0].GetProperty("steps").GetArrayLength() > 1).ShouldBe(("red", true, true));
        attached[1].GetProperty("error").GetString()!.ShouldContain("could not be read");

        var (_, words, _) = await CommandLine.RunAsync("check-mail", note);
        words.ShouldSatisfyAllConditions(w => w.ShouldContain("+ attached, Your account"), w => w.ShouldContain("+ attached, broken.eml: could not be read"), w => w.ShouldNotContain('\u202e'));
        var (_, plain, _) = await CheckAsync(await WriteAsync("b.eml", Genuine));
        plain[0].TryGetProperty("attached", out _).ShouldBeFalse();
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        await File.WriteAllTextAsync(folder.File(name), text, TestContext.Current.CancellationToken);
        return folder.File(name);
    }

    private static async Task<(int Code, List<JsonElement> Lines, string Error)> CheckAsync(params string[] arguments)
    {
        var (code, output, error) = await CommandLine.RunAsync(["check-mail", "--json", .. arguments]);
        return (code, [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)], error);
    }
}
