using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside.Authentication;
using Serjeant.Desk.Tests.Support;
using Serjeant.Outside.Lookups;
using Serjeant.Outside.Storage;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>A supplied mail is kept with what can be said of who signed it, and with the key record that it rests on.</summary>
public sealed class MailProofTests
{
    private const string Proof = "proof/mail.eml.dkim.json";
    private readonly TestZone zone = new();

    [Fact]
    public async Task A_mail_that_its_domain_signed_says_so_exactly_and_keeps_the_key()
    {
        await using var desk = await StartAsync();
        var (exhibit, page) = await UploadAsync(desk, SignedMail.Sign(zone));

        page.ShouldContain("files/mail.eml: sender.example’s key signed this message. The key record s1._domainkey.sender.example was asked of");
        page.ShouldContain("not which person wrote it");
        var proof = await ReadAsync(desk, exhibit);
        proof.GetProperty("sha256").GetString().ShouldBe(exhibit.Files.Single(f => f.Path == "files/mail.eml").Hash);
        var signature = proof.GetProperty("signatures")[0];
        signature.GetProperty("state").GetString().ShouldBe("pass");
        proof.GetProperty("kind").GetString().ShouldBe("dkim");
        signature.GetProperty("keyName").GetString().ShouldBe("s1._domainkey.sender.example");
        signature.GetProperty("signer").GetString().ShouldBe("sender.example");
        signature.GetProperty("keyRecord").GetString()!.ShouldStartWith("v=DKIM1; k=rsa; p=");
        proof.GetProperty("keysFrom").GetString().ShouldNotBeNullOrEmpty();
        DateTimeOffset.Parse(proof.GetProperty("checkedAt").GetString()!, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(exhibit.MadeAt, TimeSpan.FromMinutes(1));
        zone.Asked.ShouldBe(["TXT s1._domainkey.sender.example"]);
    }

    [Fact]
    public async Task A_mail_that_was_changed_is_not_vouched_for()
    {
        await using var desk = await StartAsync();
        var (_, page) = await UploadAsync(desk, SignedMail.Sign(zone).Changed("Are you free?", "I will find you"));
        page.ShouldContain("the signature that names sender.example does not hold");
        page.ShouldNotContain("key signed this message");
    }

    [Theory]
    [InlineData("gone", "could not be checked because: the domain has no such key, or no longer")]
    [InlineData("away", "could not be checked because: the domain’s key could not be asked for now")]
    [InlineData("unsigned", "carries no DKIM signature, so no domain’s key vouches for it")]
    [InlineData("unasked", "was not checked: nobody was asked for the key")]
    public async Task What_can_not_be_said_is_not_said(string how, string says)
    {
        await using var desk = await StartAsync();
        var elsewhere = new TestZone();
        var mail = how switch
        {
            "unsigned" => Encoding.UTF8.GetBytes(SignedMail.Plain),
            "unasked" => SignedMail.Sign(zone),
            _ => SignedMail.Sign(elsewhere),
        };
        if (how == "away")
            zone.Broken("s1._domainkey.sender.example");
        var (exhibit, page) = await UploadAsync(desk, mail, how == "unasked" ? "false" : "true");
        page.ShouldContain(says);
        page.ShouldNotContain("key signed this message");
        exhibit.Files.Select(f => f.Path).ShouldContain(Proof);
        if (how == "unasked")
            zone.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_called_a_mail_and_is_none_is_kept_all_the_same()
    {
        await using var desk = await StartAsync();
        var (exhibit, page) = await UploadAsync(desk, [0, 1, 2, 3, 255, 254, 10, 10]);
        exhibit.Files.Select(f => f.Path).ShouldContain("files/mail.eml");
        page.ShouldNotContain("key signed this message");
        (await ReadAsync(desk, exhibit)).GetProperty("signatures").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_domain_in_a_signature_can_not_break_the_page()
    {
        await using var desk = await StartAsync();
        var mail = "DKIM-Signature: v=1; a=rsa-sha256; d=<script>alert(1)</script>; s=x; h=from; bh=YQ==; b=YQ==\r\n" + SignedMail.Plain;
        var (exhibit, page) = await UploadAsync(desk, Encoding.UTF8.GetBytes(mail));
        page.ShouldContain("the signature that names <script>alert(1)</script> does not hold");
        var browser = await desk.SignedInAsync(Role.Moderator);
        (await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id))).QuerySelectorAll("main script").ShouldBeEmpty();
    }

    private Task<TestDesk> StartAsync() => TestDesk.StartAsync(builder => builder.Services.AddSingleton<IDomainNames>(zone));

    private static async Task<(Exhibit Exhibit, string Page)> UploadAsync(TestDesk desk, byte[] mail, string ask = "true")
    {
        var number = await desk.CaseAsync("Threats");
        var browser = await desk.SignedInAsync(Role.Moderator);
        await browser.UploadAsync(number, new Dictionary<string, string> { ["What"] = "A mail", ["AskKeys"] = ask }, ("mail.eml", mail));
        var exhibit = await desk.WithDbAsync(db => db.Exhibits.Include(e => e.Files).SingleAsync());
        return (exhibit, (await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id))).Body!.TextContent);
    }

    private static async Task<JsonElement> ReadAsync(TestDesk desk, Exhibit exhibit)
    {
        var file = exhibit.Files.Single(f => f.Path == Proof);
        return await desk.WithAsync<OfficeVault, JsonElement>(async vaults =>
        {
            await using var vault = await vaults.OpenAsync(desk.OfficeId, CancellationToken.None);
            await using var stream = await vault.OpenAsync(new BlobRef(file.Hash, file.Bytes), CancellationToken.None);
            return (await JsonDocument.ParseAsync(stream)).RootElement.Clone();
        });
    }
}
