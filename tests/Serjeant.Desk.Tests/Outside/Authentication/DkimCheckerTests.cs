using Serjeant.Evidence;
using System.Text;
using MimeKit.Cryptography;
using Serjeant.Outside.Authentication;
using Serjeant.Outside.Lookups;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Authentication;

/// <summary>Whether a domain's signature on a mail holds, and what makes it prove nothing.</summary>
public sealed class DkimCheckerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);
    private readonly TestZone zone = new();

    // RFC 8463, appendix A: the keys and the message as printed there.
    private const string Example = """
        DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
         d=football.example.com; i=@football.example.com;
         q=dns/txt; s=brisbane; t=1528637909; h=from : to :
         subject : date : message-id : from : subject : date;
         bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
         b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
         Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
        DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
         d=football.example.com; i=@football.example.com;
         q=dns/txt; s=test; t=1528637909; h=from : to : subject :
         date : message-id : from : subject : date;
         bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
         b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
         DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
         dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
        From: Joe SixPack <joe@football.example.com>
        To: Suzie Q <suzie@shopping.example.net>
        Subject: Is dinner ready?
        Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
        Message-ID: <20030712040037.46341.5F8J@football.example.com>

        Hi.

        We lost the game.  Are you hungry yet?

        Joe.

        """;

    [Fact]
    public async Task The_example_of_RFC_8463_holds_with_both_its_keys()
    {
        zone.Text("brisbane._domainkey.football.example.com", "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
        zone.Text("test._domainkey.football.example.com", "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB");
        var mail = Encoding.ASCII.GetBytes(Example.ReplaceLineEndings("\r\n"));

        var results = await CheckAsync(mail);

        results.Select(r => (r.State, r.Selector, r.Algorithm)).ShouldBe([(AuthorProofState.Pass, "brisbane", "ed25519-sha256"), (AuthorProofState.Pass, "test", "rsa-sha256")]);
        results[0].SignedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1528637909));
        results[0].KeyRecord.ShouldStartWith("v=DKIM1; k=ed25519;");
        (await CheckAsync(mail.Changed("lost", "won "))).ShouldAllBe(r => r.State == AuthorProofState.Fail);
    }

    [Fact]
    public async Task A_signature_holds_until_a_byte_under_it_changes()
    {
        var mail = SignedMail.Sign(zone);
        (await OneAsync(mail)).State.ShouldBe(AuthorProofState.Pass);
        (await OneAsync(mail.Changed("Are you free?", "Are you freed?"))).State.ShouldBe(AuthorProofState.Fail);
        (await OneAsync(mail.Changed("Surgery on Friday", "Surgery on Monday"))).State.ShouldBe(AuthorProofState.Fail);
        (await OneAsync(mail.Changed("To: office", "X-New: 1\r\nTo: office"))).State.ShouldBe(AuthorProofState.Pass, "a field that was not signed may come to it");
    }

    [Theory]
    [InlineData("k=rsa; s=web", "The key is not for mail")]
    [InlineData("k=rsa; h=sha1", "The key is not for this kind of signature")]
    [InlineData("k=rsa; p=", "The key is not written as a key must be")]
    public async Task A_key_that_is_not_for_this_proves_nothing(string tags, string reason)
    {
        var result = await OneAsync(SignedMail.Sign(zone, keyTags: tags));
        (result.State, result.Reason).ShouldBe((AuthorProofState.Unusable, reason));
    }

    [Fact]
    public async Task A_key_may_be_taken_back_gone_out_of_reach_or_never_asked_for()
    {
        var mail = SignedMail.Sign(new TestZone());
        (await OneAsync(mail)).State.ShouldBe(AuthorProofState.Unusable);
        zone.Text("s1._domainkey.sender.example", "v=DKIM1; p=");
        (await OneAsync(mail)).Reason.ShouldBe("The domain has taken its key back");
        zone.Broken("s1._domainkey.sender.example");
        (await OneAsync(mail)).State.ShouldBe(AuthorProofState.NotNow);
        (await new DkimChecker(new NoDomainNames()).CheckAsync(mail, Now, CancellationToken.None)).Single().State.ShouldBe(AuthorProofState.NotChecked);
    }

    [Fact]
    public async Task Weak_keys_old_hashes_and_signatures_without_a_sender_prove_nothing()
    {
        (await OneAsync(SignedMail.Sign(zone, selector: "weak", bits: 768))).Reason.ShouldBe("The key is too weak to prove anything");
        (await OneAsync(SignedMail.Sign(zone, selector: "long", bits: 5120))).State.ShouldBe(AuthorProofState.Unusable);
        (await OneAsync(SignedMail.Sign(zone, selector: "old").Changed("a=rsa-sha256", "a=rsa-sha1"))).Reason.ShouldContain("forged today");
        (await OneAsync(SignedMail.Sign(zone, selector: "part").Changed("v=1;", "v=1; l=5;"))).Reason.ShouldContain("only a part");
        (await OneAsync(SignedMail.Sign(zone, selector: "x").Changed("v=1;", $"v=1; x={Now.AddDays(-1).ToUnixTimeSeconds()};"))).Reason.ShouldContain("are over");
        (await OneAsync(SignedMail.Sign(zone, selector: "h").Changed("h=from:", "h=cc:"))).Reason.ShouldContain("who it is from");
        (await OneAsync(SignedMail.Sign(zone, selector: "i", identity: "@elsewhere.example"))).Reason.ShouldContain("another domain");
    }

    [Fact]
    public async Task A_key_for_one_domain_only_does_not_sign_for_those_below()
    {
        (await OneAsync(SignedMail.Sign(zone, selector: "wide", identity: "jane@mail.sender.example"))).State.ShouldBe(AuthorProofState.Pass);
        (await OneAsync(SignedMail.Sign(zone, selector: "narrow", keyTags: "k=rsa; t=s", identity: "jane@mail.sender.example"))).State.ShouldBe(AuthorProofState.Unusable);
    }

    [Fact]
    public async Task Garbage_is_told_from_a_signature_and_floods_are_cut()
    {
        (await OneAsync("DKIM-Signature: ===;;;b\r\nFrom: a@b.example\r\n\r\nx"u8.ToArray())).State.ShouldBe(AuthorProofState.Unusable);
        (await OneAsync("DKIM-Signature: v=1; a=rsa-sha256; d=b.example; s=..; c=odd/odd; h=from; bh=%%; b=%%\r\nFrom: a@b.example\r\n\r\nx"u8.ToArray())).State.ShouldBe(AuthorProofState.Unusable);
        zone.Asked.Clear();
        var flood = string.Concat(Enumerable.Range(0, 200).Select(i => $"DKIM-Signature: v=1; a=rsa-sha256; d=b{i}.example; s=s; h=from; bh=AAAA; b=AAAA\r\n"));
        (await CheckAsync(Encoding.ASCII.GetBytes(flood + "From: a@b.example\r\n\r\nx"))).Count.ShouldBe(DkimChecker.MostSignatures);
        zone.Asked.Count.ShouldBeLessThanOrEqualTo(DkimChecker.MostSignatures);
    }

    [Fact]
    public async Task A_mail_with_many_parts_and_odd_line_ends_is_checked_as_it_was_sent()
    {
        var parts = "From: a@sender.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\npreamble\r\n--b\r\nContent-Type: text/plain\r\n\r\nhello   \r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: x@y.example\r\n\r\ninner\r\n--b--\r\nepilogue\r\n\r\n\r\n";
        var mail = SignedMail.Sign(zone, parts, fields: ["From", "Content-Type"]);
        (await OneAsync(mail)).State.ShouldBe(AuthorProofState.Pass);
        (await OneAsync(mail.Changed("epilogue", "epilog"))).State.ShouldBe(AuthorProofState.Fail);
        (await OneAsync(mail.Changed("preamble", "pre"))).State.ShouldBe(AuthorProofState.Fail);
        (await OneAsync(mail.Changed("\r\n", "\n"))).State.ShouldBe(AuthorProofState.Pass, "files saved on a computer often have bare line feeds");
    }

    private Task<IReadOnlyList<DkimSignature>> CheckAsync(byte[] mail) => new DkimChecker(zone).CheckAsync(mail, Now, TestContext.Current.CancellationToken);

    private async Task<DkimSignature> OneAsync(byte[] mail) => (await CheckAsync(mail)).Single();
}
