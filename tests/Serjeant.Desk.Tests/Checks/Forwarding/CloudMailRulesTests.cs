using Serjeant.Desk.Tests.Support;
using Serjeant.Mail.Forwarding;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Mailboxes;
using Shouldly;

namespace Serjeant.Desk.Tests.Checks.Forwarding;

/// <summary>Tokens and rules over HTTP, from a server of the test's own that answers in the shapes that Microsoft and Google document.</summary>
public sealed class CloudMailRulesTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rules_of_both_providers_are_read_page_by_page_with_a_token_that_was_fetched()
    {
        await using var cloud = await TestCloud.StartAsync();
        var token = await cloud.Tokens.FetchAsync(cloud.Source("refresh"), null, Cancel);
        (await cloud.Tokens.FetchAsync(cloud.Source("refresh"), null, Cancel)).ShouldBe(token);
        cloud.Asked.Count(a => a == "POST /token").ShouldBe(1, "a token is kept until it ends");

        var microsoft = HiddenRules.Find(await cloud.Rules.MicrosoftAsync(token, Cancel));
        microsoft.Select(f => f.Words).ShouldBe(["A message where subject contains “invoice” is put into the bin (Deleted Items).", "Every message is also sent to x@evil.example."]);
        var google = HiddenRules.Find(await cloud.Rules.GoogleAsync(token, Cancel));
        google.Select(f => (f.Rule.Name, f.Harm)).ShouldBe([("Filter 1", RuleHarm.Hide), ("Forwarding of all mail", RuleHarm.Forward)]);
    }

    [Fact]
    public async Task A_token_signs_in_at_a_real_server_for_mail_and_for_rules()
    {
        await using var cloud = await TestCloud.StartAsync();
        await using var servers = await MailServers.StartAsync(cloud.Address, MailDesk.Box);
        var guard = new AddressGuard(new SystemAddressResolver(), servers.Allowed);
        var login = new MailLogin(MailDesk.Box, null, cancel => cloud.Tokens.FetchAsync(cloud.Source("refresh"), null, cancel));
        using (var client = await new MailConnections(guard, servers.Trust).ImapAsync(servers.Imap, login, Cancel))
            client.IsAuthenticated.ShouldBeTrue();
        (await new ManageSieve(guard, servers.Trust).ReadAsync(new MailServer("127.0.0.1", servers.SievePort, true), login, Cancel)).ShouldBeEmpty();
        var wrong = login with { Token = _ => Task.FromResult("wrong") };
        (await Should.ThrowAsync<MailboxException>(() => new MailConnections(guard, servers.Trust).ImapAsync(servers.Imap, wrong, Cancel))).Message.ShouldContain("does not accept");
        (await Should.ThrowAsync<MailboxException>(() => new ManageSieve(guard, servers.Trust).ReadAsync(new MailServer("127.0.0.1", servers.SievePort, true), wrong, Cancel))).Message.ShouldContain("does not accept");
    }

    [Fact]
    public async Task Refusals_long_answers_and_pages_elsewhere_are_told()
    {
        await using var cloud = await TestCloud.StartAsync();
        (await Should.ThrowAsync<MailboxException>(() => cloud.Tokens.FetchAsync(cloud.Source("taken back"), null, Cancel))).Message.ShouldContain("Sign in at the provider again");
        (await Should.ThrowAsync<MailboxException>(() => cloud.Rules.GoogleAsync("wrong", Cancel))).Message.ShouldContain("does not let this token read");
        cloud.Rule = "{\"value\":[],\"@odata.nextLink\":\"https://attacker.example/v1.0/x\"}";
        (await Should.ThrowAsync<MailboxException>(() => cloud.Rules.MicrosoftAsync("good", Cancel))).Message.ShouldContain("sends elsewhere");
        cloud.Rule = new string(' ', 5 * 1024 * 1024);
        (await Should.ThrowAsync<MailboxException>(() => cloud.Rules.MicrosoftAsync("good", Cancel))).Message.ShouldContain("too long");
        cloud.Rule = "<html>";
        (await Should.ThrowAsync<MailboxException>(() => cloud.Rules.MicrosoftAsync("good", Cancel))).Message.ShouldContain("can’t be read");
        cloud.Rule = "{\"value\":[],\"@odata.nextLink\":\"" + cloud.Address + "v1.0/me/mailFolders/inbox/messageRules\"}";
        (await Should.ThrowAsync<MailboxException>(() => cloud.Rules.MicrosoftAsync("good", Cancel))).Message.ShouldContain("more rules than are read");
    }
}
