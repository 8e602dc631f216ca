using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serjeant.Mail.Forwarding;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Mailboxes;
using Serjeant.Outside.TimeStamps;
using Shouldly;

namespace Serjeant.Desk.Tests.Checks.Forwarding;

/// <summary>Tokens and rules over HTTP, from a server of the test's own that answers in the shapes that Microsoft and Google document.</summary>
public sealed class CloudMailRulesTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rules_of_both_providers_are_read_page_by_page_with_a_token_that_was_fetched()
    {
        await using var cloud = await Cloud.StartAsync();
        var token = await cloud.Tokens.FetchAsync(cloud.Source("refresh"), Cancel);
        (await cloud.Tokens.FetchAsync(cloud.Source("refresh"), Cancel)).ShouldBe(token);
        cloud.Asked.Count(a => a == "POST /token").ShouldBe(1, "a token is kept until it ends");

        var microsoft = HiddenRules.Find(await cloud.Rules.MicrosoftAsync(token, Cancel));
        microsoft.Select(f => f.Words).ShouldBe(["A message where subject contains “invoice” is put into the bin (Deleted Items).", "Every message is also sent to x@evil.example."]);
        var google = HiddenRules.Find(await cloud.Rules.GoogleAsync(token, Cancel));
        google.Select(f => (f.Rule.Name, f.Harm)).ShouldBe([("Filter 1", RuleHarm.Hide), ("Forwarding of all mail", RuleHarm.Forward)]);
    }

    [Fact]
    public async Task Refusals_long_answers_and_pages_elsewhere_are_told()
    {
        await using var cloud = await Cloud.StartAsync();
        (await Should.ThrowAsync<MailboxException>(() => cloud.Tokens.FetchAsync(cloud.Source("taken back"), Cancel))).Message.ShouldContain("HTTP 400");
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

    private sealed class Cloud : IAsyncDisposable
    {
        private readonly WebApplication app;
        private readonly ServiceProvider services;

        private Cloud(WebApplication app, Uri address)
        {
            (this.app, Address) = (app, address);
            var guard = new AddressGuard(new SystemAddressResolver(), [new AllowedAddress("127.0.0.1", address.Port)]);
            var collection = new ServiceCollection();
            collection.AddHttpClient(OAuthTokens.ClientName).ConfigurePrimaryHttpMessageHandler(() => TimeStampHandler.Create(guard));
            services = collection.BuildServiceProvider();
            var clients = services.GetRequiredService<IHttpClientFactory>();
            Tokens = new OAuthTokens(clients, TimeProvider.System);
            Rules = new CloudMailRules(clients, new CloudAddresses(address, address));
        }

        public Uri Address { get; }
        public OAuthTokens Tokens { get; }
        public CloudMailRules Rules { get; }
        public System.Collections.Concurrent.ConcurrentQueue<string> Asked { get; } = new();

        /// <summary>Answered instead of the usual rules.</summary>
        public string? Rule { get; set; }

        public TokenSource Source(string refresh) => new(new Uri(Address, "token"), "client", "secret", refresh);

        public static async Task<Cloud> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var app = builder.Build();
            Cloud? cloud = null;
            app.Run(context => cloud!.AnswerAsync(context));
            await app.StartAsync(Cancel);
            return cloud = new Cloud(app, new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/"));
        }

        private async Task AnswerAsync(HttpContext context)
        {
            var path = context.Request.Path.Value!;
            Asked.Enqueue($"{context.Request.Method} {path}");
            if (path == "/token")
            {
                var form = await context.Request.ReadFormAsync();
                var good = form["grant_type"] == "refresh_token" && form["refresh_token"] == "refresh" && form["client_id"] == "client" && form["client_secret"] == "secret";
                context.Response.StatusCode = good ? 200 : 400;
                await context.Response.WriteAsync(good ? "{\"access_token\":\"good\",\"expires_in\":3600,\"token_type\":\"Bearer\"}" : "{\"error\":\"invalid_grant\"}");
                return;
            }
            if (context.Request.Headers.Authorization != "Bearer good")
            {
                context.Response.StatusCode = (int)HttpStatusCode.Unauthorized;
                return;
            }
            var answer = path switch
            {
                "/v1.0/me/mailFolders/inbox/messageRules" => Rule ?? (context.Request.Query.ContainsKey("$skip")
                    ? """{"value":[{"displayName":"Two","isEnabled":true,"conditions":null,"actions":{"forwardTo":[{"emailAddress":{"name":"x","address":"x@evil.example"}}]}}]}"""
                    : """{"value":[{"displayName":"One","isEnabled":true,"conditions":{"subjectContains":["invoice"]},"actions":{"moveToFolder":"AAMk=="}},{"displayName":"Sort","isEnabled":true,"conditions":{"senderContains":["party"]},"actions":{"moveToFolder":"AAMkCase=="}}],"@odata.nextLink":"ADDRESSv1.0/me/mailFolders/inbox/messageRules?$skip=2"}""".Replace("ADDRESS", Address.AbsoluteUri, StringComparison.Ordinal)),
                "/v1.0/me/mailFolders/deleteditems" => """{"id":"AAMk==","displayName":"Gelöschte Elemente"}""",
                "/v1.0/me/mailFolders/AAMkCase==" => """{"id":"AAMkCase==","displayName":"Casework"}""",
                "/gmail/v1/users/me/settings/filters" => """{"filter":[{"id":"A","criteria":{"from":"security@bank.example"},"action":{"removeLabelIds":["UNREAD","INBOX"]}}]}""",
                "/gmail/v1/users/me/settings/autoForwarding" => """{"enabled":true,"emailAddress":"x@evil.example","disposition":"leaveInInbox"}""",
                "/gmail/v1/users/me/settings/forwardingAddresses" => """{"forwardingAddresses":[{"forwardingEmail":"x@evil.example","verificationStatus":"accepted"}]}""",
                "/gmail/v1/users/me/labels" => """{"labels":[{"id":"INBOX","name":"INBOX"}]}""",
                _ => null,
            };
            context.Response.StatusCode = answer is null ? 404 : 200;
            await context.Response.WriteAsync(answer ?? "{}");
        }

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            await services.DisposeAsync();
        }
    }
}
